"""Where records come from: get bytes | read bytes into records. The sources do not know each other."""
