"""The analyst's page: server-rendered, works without JavaScript, nothing scraped is ever markup."""
