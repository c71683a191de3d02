package serve

import "net/http"

// api answers /api/search, /api/suggest and /api/openapi.json.
func (s *Server) api() http.Handler { return http.NotFoundHandler() }
