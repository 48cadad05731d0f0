"""What people do here to meetings, invitations and roles: one function for each thing, in one module for each noun."""
