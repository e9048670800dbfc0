"""Pages without text that can be trusted: read by OCR, and what OCR reads made fit for recognition."""
