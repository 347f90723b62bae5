"""Where graphs live. ``open_store`` is the only way in; each driver is imported by its own module."""
