"""The domain of a Jobcenter outpost's kiosk, and what runs it."""
