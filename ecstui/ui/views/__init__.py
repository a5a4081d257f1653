"""One small file per pane."""
