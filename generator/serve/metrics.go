package serve

import (
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics are what is counted for Prometheus. A nil one counts nothing.
type metrics struct {
	registry *prometheus.Registry

	requests *prometheus.CounterVec
	// byStatus are the counters that were found already, by kind and status.
	byStatus [kinds][600]atomic.Pointer[prometheus.Counter]
	duration [kinds]prometheus.Observer
	bytes    [kinds]prometheus.Counter
	queries  [kinds][2]prometheus.Counter
	flight   prometheus.Gauge
	failures prometheus.Counter
}

// newMetrics makes the metrics of a server.
func newMetrics(s *Server) *metrics {
	m := &metrics{registry: prometheus.NewRegistry()}
	m.registry.MustRegister(
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		&editionCollector{server: s},
	)
	m.requests = counters(m, "touyan_http_requests_total", "Requests that were answered.", "kind", "code")
	duration := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "touyan_http_request_duration_seconds", Help: "Time from a request's header to the end of its answer.",
		Buckets: []float64{.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10},
	}, []string{"kind"})
	bytes := counters(m, "touyan_http_response_bytes_total", "Bytes of answers, headers aside.", "kind")
	queries := counters(m, "touyan_queries_total", "Questions to the search, and whether the answer was known.", "kind", "cached")
	m.registry.MustRegister(duration)
	for k := range kinds {
		m.duration[k] = duration.WithLabelValues(k.String())
		m.bytes[k] = bytes.WithLabelValues(k.String())
	}
	for _, k := range []kind{kindSearch, kindSuggest} {
		m.queries[k] = [2]prometheus.Counter{queries.WithLabelValues(k.String(), "false"), queries.WithLabelValues(k.String(), "true")}
	}
	m.flight = prometheus.NewGauge(prometheus.GaugeOpts{Name: "touyan_http_requests_in_flight", Help: "Requests that are being answered."})
	m.failures = prometheus.NewCounter(prometheus.CounterOpts{Name: "touyan_auth_failures_total", Help: "Requests with a wrong password."})
	m.registry.MustRegister(m.flight, m.failures)
	return m
}

func counters(m *metrics, name, help string, labels ...string) *prometheus.CounterVec {
	c := prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
	m.registry.MustRegister(c)
	return c
}

// Metrics returns the handler that tells the metrics to Prometheus, and the registry to
// which more may be added; both nil where they are off.
func (s *Server) Metrics() (http.Handler, prometheus.Registerer) {
	if s.metrics == nil {
		return nil, nil
	}
	return promhttp.HandlerFor(s.metrics.registry, promhttp.HandlerOpts{}), s.metrics.registry
}

func (m *metrics) began() {
	if m != nil {
		m.flight.Inc()
	}
}

func (m *metrics) denied() {
	if m != nil {
		m.failures.Inc()
	}
}

// ended counts an answer.
func (m *metrics) ended(v *visit, took time.Duration) {
	if m == nil {
		return
	}
	m.flight.Dec()
	m.duration[v.kind].Observe(took.Seconds())
	m.bytes[v.kind].Add(float64(v.bytes))
	m.status(v.kind, v.status).Inc()
	if (v.kind == kindSearch || v.kind == kindSuggest) && v.status < 400 {
		cached := 0
		if v.cached {
			cached = 1
		}
		m.queries[v.kind][cached].Inc()
	}
}

// status returns the counter of a kind and a status, without looking up its labels
// each time.
func (m *metrics) status(k kind, status int) prometheus.Counter {
	if status < 0 || status >= len(m.byStatus[k]) {
		return m.requests.WithLabelValues(k.String(), strconv.Itoa(status))
	}
	at := &m.byStatus[k][status]
	if c := at.Load(); c != nil {
		return *c
	}
	c := m.requests.WithLabelValues(k.String(), strconv.Itoa(status))
	at.Store(&c)
	return c
}

// editionCollector tells what is served when it is asked.
type editionCollector struct{ server *Server }

// The descriptions of what is served. They are made for each use, which is rare.
func editionDescs() (info, ready, at, files, releases, hits, misses, kept *prometheus.Desc) {
	d := func(name, help string, labels ...string) *prometheus.Desc {
		return prometheus.NewDesc(name, help, labels, nil)
	}
	return d("touyan_edition_info", "The release that is served.", "release"),
		d("touyan_ready", "1 where a site and its index are served."),
		d("touyan_edition_timestamp_seconds", "When the release that is served was taken."),
		d("touyan_edition_files", "Files of the release that is served."),
		d("touyan_releases", "Releases that are kept."),
		d("touyan_cache_hits_total", "Files that were found in memory."),
		d("touyan_cache_misses_total", "Files that were read."),
		d("touyan_cache_bytes", "Bytes of files in memory.")
}

// Describe tells what there is to collect.
func (c *editionCollector) Describe(to chan<- *prometheus.Desc) {
	info, ready, at, files, releases, hits, misses, kept := editionDescs()
	for _, d := range []*prometheus.Desc{info, ready, at, files, releases, hits, misses, kept} {
		to <- d
	}
}

// Collect tells what is served.
func (c *editionCollector) Collect(to chan<- prometheus.Metric) {
	info, ready, at, files, releases, hits, misses, kept := editionDescs()
	gauge := func(d *prometheus.Desc, value float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, value, labels...)
	}
	s := c.server
	isReady := 0.0
	if s.Ready() == "" {
		isReady = 1
	}
	gauge(ready, isReady)
	if e := s.editions.current(); e != nil {
		gauge(info, 1, e.ID)
		gauge(at, float64(e.Time.UnixMilli())/1000)
		gauge(files, float64(len(e.Files)))
	}
	if ids, err := s.options.Store.IDs(); err == nil {
		gauge(releases, float64(len(ids)))
	}
	found, read, size := s.cache.counts()
	to <- prometheus.MustNewConstMetric(hits, prometheus.CounterValue, float64(found))
	to <- prometheus.MustNewConstMetric(misses, prometheus.CounterValue, float64(read))
	gauge(kept, float64(size))
}
