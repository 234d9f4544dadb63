"""Where the day's tickets are kept."""
