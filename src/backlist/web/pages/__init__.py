"""The pages of the site, one kind in each module."""
