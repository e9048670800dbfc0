"""From a source file to an edition folder in the library: settings, metadata, stages, and the library itself."""
