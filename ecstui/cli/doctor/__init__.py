"""`ecstui doctor`: what this machine has, and what AWS answers."""
