"""The static site: a first page, a page a province, a page an indicator; no server, no outside request."""
