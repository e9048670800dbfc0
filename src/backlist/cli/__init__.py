"""The command `backlist`: one file for each of its commands, gathered in `main`."""
