package serve

import "net/http"

// files answers with the files of the site.
func (s *Server) files() http.Handler { return http.NotFoundHandler() }
