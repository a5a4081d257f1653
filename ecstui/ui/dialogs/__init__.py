"""What lies over a screen while a change is chosen, previewed and confirmed."""
