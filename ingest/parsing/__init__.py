"""Files taken apart in a process of its own, which may fail without harm."""
