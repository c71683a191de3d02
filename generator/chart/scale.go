package chart

import (
	"math"
	"strconv"
	"strings"
)

// scale maps values to 0 (its lower end) up to 1.
type scale struct {
	lo, hi float64 // powers of ten on a logarithmic scale
	step   float64 // between ticks, in the same
	log    bool
}

// logFrom is the factor between values from which a linear scale would show the
// smaller ones as nothing.
const logFrom = 1000

// scaleOf makes the scale of values divided by unit.
func scaleOf(points []Point, unit float64) scale {
	if within100(points) {
		return scale{hi: 100, step: 50}
	}
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, p := range points {
		lo, hi = math.Min(lo, p.Value/unit), math.Max(hi, p.Value/unit)
	}
	if lo > 1e-100 && hi/lo >= logFrom {
		s := scale{lo: math.Floor(math.Log10(lo)), hi: math.Ceil(math.Log10(hi)), log: true}
		s.step = math.Ceil((s.hi - s.lo) / 4)
		s.hi = s.lo + s.step*math.Ceil((s.hi-s.lo)/s.step)
		return s
	}
	lo, hi = math.Min(lo, 0), math.Max(hi, 0)
	if hi-lo < 1e-100 {
		return scale{hi: 1, step: 1}
	}
	s := scale{step: niceStep((hi - lo) / 3.5)}
	s.lo, s.hi = s.step*math.Floor(lo/s.step), s.step*math.Ceil(hi/s.step)
	return s
}

// niceStep returns the least of 1, 2, 2.5, 5 and 10 times a power of ten that is
// not below x.
func niceStep(x float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(x)))
	for _, m := range [...]float64{1, 2, 2.5, 5} {
		if m*power >= x {
			return m * power
		}
	}
	return 10 * power
}

// at returns where a value stands, from 0 to 1.
func (s scale) at(v float64) float64 {
	if s.log {
		v = math.Log10(v)
	}
	return math.Max(0, math.Min(1, (v-s.lo)/(s.hi-s.lo)))
}

// ticks is how many steps there are from the lower to the upper end.
func (s scale) ticks() int { return int(math.Round((s.hi - s.lo) / s.step)) }

// tick returns the value of the i-th tick.
func (s scale) tick(i int) float64 {
	if s.log {
		return math.Pow(10, s.lo+float64(i)*s.step)
	}
	// Counted in steps, so that 0 is 0.
	return s.step * (math.Round(s.lo/s.step) + float64(i))
}

// appendTick writes a tick's value in the Chinese way, in 万 and 亿.
func appendTick(b []byte, v float64) []byte {
	power := ""
	switch a := math.Abs(v); {
	case a >= 1e16 || a > 0 && a < 1e-4:
		return strconv.AppendFloat(b, v, 'g', 3, 64)
	case a >= 1e12:
		v, power = v/1e12, "万亿"
	case a >= 1e8:
		v, power = v/1e8, "亿"
	case a >= 1e4:
		v, power = v/1e4, "万"
	}
	b = strconv.AppendFloat(b, math.Round(v*1e6)/1e6, 'f', -1, 64)
	return append(b, power...)
}

// axisUnit chooses the unit of an axis, and says how many base units it is: that
// of the largest figure. Where the values are in the ten thousands of it, 万 or
// 亿 is taken off, since ticks have them.
func axisUnit(points []Point) (unit string, factor float64) {
	if within100(points) {
		return "%", 1
	}
	largest := points[0]
	for _, p := range points {
		if math.Abs(p.Value) > math.Abs(largest.Value) {
			largest = p
		}
	}
	unit, factor = largest.Unit, 1
	n, err := strconv.ParseFloat(largest.Number, 64)
	if f := largest.Value / n; err == nil && f > 1e-100 && drawable(f) {
		factor = f
	}
	if math.Abs(largest.Value) < 1e4*factor {
		return unit, factor
	}
	if rest, ok := strings.CutPrefix(unit, "万"); ok && rest != "" {
		return rest, factor / 1e4
	}
	if rest, ok := strings.CutPrefix(unit, "亿"); ok && rest != "" {
		return rest, factor / 1e8
	}
	return unit, factor
}
