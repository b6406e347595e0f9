"""What stands between the network and the page: limits, headers, logins, and what a question may hold."""
