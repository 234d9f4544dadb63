"""What visitors would see and get: a visit played through without a visitor."""
