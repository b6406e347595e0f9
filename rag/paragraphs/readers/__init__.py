"""What two sentences about one thing say of it, kind by kind: where they agree, differ, or one says nothing."""
