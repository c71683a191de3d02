package daemon

import (
	"log/slog"
	"reflect"
	"time"

	"touyan/generator/diag"
	"touyan/generator/serve/setting"
)

// reload reads everything again. Where something is at fault it is said, and all stays
// as it was; only the log's file is opened anew in any case, so that it can be moved
// away.
func (d *daemon) reload() {
	d.notify(reloading())
	defer d.notify("READY=1")
	s, list := d.o.Load()
	if s == nil {
		s = d.now
	}
	if err := d.sink.reopen(s.Log.File); err != nil {
		d.log.Error("the log's file cannot be opened; the old one is written to", "error", err)
	}
	accounts, wrong := d.accounts(s)
	if list = append(list, wrong...); len(list) > 0 {
		d.logFindings(list)
		d.log.Error("the settings have errors; all stays as it was")
		return
	}
	if d.certs != nil && d.certs.manager == nil && s.TLS.Cert != "" {
		if end, err := d.certs.load(s.TLS.Cert, s.TLS.Key); err != nil {
			d.log.Error("the certificate cannot be read; the old one is served", "error", err)
		} else {
			d.log.Info("certificate", "ends", end.Format(time.RFC3339))
		}
	}
	if keys := stuck(d.now, s); len(keys) > 0 {
		d.log.Warn("these settings change at the next start", slog.Any("keys", keys))
	}
	d.server.Configure(d.changed(s, accounts))
	proxies := s.Prefixes()
	d.limits.proxies.Store(&proxies)
	d.log.Info("settings read again")
}

// logFindings writes what is wrong with the settings into the log.
func (d *daemon) logFindings(list diag.List) {
	for _, f := range list {
		d.log.Error(d.o.Words.Message(f), "place", f.Pos.String(), "code", f.Code, "mend", d.o.Words.Mend(f))
	}
}

// stuck lists the keys of settings that differ and cannot change before the next start.
func stuck(old, now *setting.Settings) []string {
	var keys []string
	differ(reflect.ValueOf(*old), reflect.ValueOf(*now), "", &keys)
	out := keys[:0]
	for _, k := range keys {
		if !setting.Live(k) {
			out = append(out, k)
		}
	}
	return out
}

// differ adds the keys of what differs between two structs.
func differ(a, b reflect.Value, prefix string, keys *[]string) {
	for i := range a.NumField() {
		key := prefix + a.Type().Field(i).Tag.Get("key")
		switch {
		case a.Field(i).Kind() == reflect.Struct:
			differ(a.Field(i), b.Field(i), key+".", keys)
		case !reflect.DeepEqual(a.Field(i).Interface(), b.Field(i).Interface()):
			*keys = append(*keys, key)
		}
	}
}
