"""What speaks; the only package that knows pyttsx3."""
