"""What a school sees of its own pupils, and lessons that it asks for on behalf of one."""
