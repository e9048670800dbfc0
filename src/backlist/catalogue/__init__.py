"""The tables that the site is served from, and how editions come to stand in them."""
