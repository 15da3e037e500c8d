//! Hosts that give interpreters the HPy 0.9 universal context.
