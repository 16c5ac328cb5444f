// Folding entries into indicator counters and printing indicator queries as SQL (task point 5, "Folding") is being
// written in this folder by another founder right now: do not start it; go on with audit, backup and restore.
export {};
