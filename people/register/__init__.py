"""A school's register of staff, in files and on its way in."""
