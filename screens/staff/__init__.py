"""The console with which staff call and serve the people who wait."""
