"""What is on a page (`layout`), what a book means (`book`) and how we know (`evidence`)."""
