/** Loaded before a server's own code (`node --import`): tells its parent, when asked, the CPU time it has used so far. */
process.on('message', () => process.send?.(process.cpuUsage()));
process.channel?.unref();
