// Ids and English texts of the cluster page; the notation is explained in web.h.

//% "You are here"
qtTrId("cluster.here");
//% "The cluster page is for server administrators."
qtTrId("cluster.notPermitted");
//% "Pause"
qtTrId("cluster.pause");
//% "Go on"
qtTrId("cluster.resumeLive");
//: %1: seconds since the page heard of the cluster
//% "live, %1 s old"
qtTrId("cluster.liveAge");
//% "paused, %1 s old"
qtTrId("cluster.pausedAge");
//: first word of a banner
//% "Old data."
qtTrId("cluster.oldWord");
//: %1: why, such as "No node answers"
//% "%1. What stands below is from before; the page asks again by itself."
qtTrId("cluster.old");
//: first word of the banner about the cluster's health
//% "Up."
qtTrId("cluster.healthUp");
//% "Degraded."
qtTrId("cluster.healthDegraded");
//% "Down."
qtTrId("cluster.healthDown");
//% "Nodes and their database"
qtTrId("cluster.topology");
//: %1: milliseconds, %2: name of the node that asked
//% "answers %2 in %1 ms"
qtTrId("cluster.latency");
//: how long the database has answered without a break; %1: a length of time
//% "without a break for %1"
qtTrId("cluster.databaseSince");
//% "%n leases held"
//~ one %n lease held
//~ other %n leases held
qtTrId("cluster.leases", n);
//: %1, %2: numbers of nodes
//% "%1 up, %2 gone"
qtTrId("cluster.upGone");
//% "Findings"
qtTrId("cluster.findings");
//% "Nothing is wrong with the set-up of the cluster."
qtTrId("cluster.noFindings");
//: spoken before a finding
//% "Severe: "
qtTrId("cluster.severe");
//: spoken before a finding
//% "Mild: "
qtTrId("cluster.mild");
//: %1: a length of time
//% "for %1"
qtTrId("cluster.sinceFor");
//% "Jobs"
qtTrId("cluster.jobs");
//% "No job has been registered yet."
qtTrId("cluster.noJobs");
//% "Events"
qtTrId("cluster.events");
//% "All"
qtTrId("cluster.allEvents");
//% "Fewer"
qtTrId("cluster.fewEvents");
//% "Nothing has happened yet."
qtTrId("cluster.noEvents");
//% "History"
qtTrId("cluster.history");
//% "1 hour"
qtTrId("cluster.lastHour");
//% "6 hours"
qtTrId("cluster.lastSixHours");
//% "24 hours"
qtTrId("cluster.lastDay");
//% "Latency, p95"
qtTrId("cluster.latencyP95");
//% "Memory"
qtTrId("cluster.memory");

// nodes
//% "Node"
qtTrId("node.node");
//% "State"
qtTrId("node.state");
//% "Ready"
qtTrId("node.ready");
//% "Starting"
qtTrId("node.starting");
//% "Draining"
qtTrId("node.draining");
//% "Gone"
qtTrId("node.gone");
//: %1: a length of time
//% "heartbeat %1 ago"
qtTrId("node.heartbeat");
//: column: how long ago the last heartbeat was
//% "Heartbeat"
qtTrId("node.heartbeatShort");
//: %1: a length of time
//% "no heartbeat for %1"
qtTrId("node.silentFor");
//: %1: a moment
//% "Last heard of %1."
qtTrId("node.lastHeard");
//: %1: what a starting node waits for, in the server's words
//% "Waits for %1."
qtTrId("node.waitsFor");
//% "Requests"
qtTrId("node.requests");
//% "Requests/s"
qtTrId("node.requestsPerSecond");
//% "CPU"
qtTrId("node.cpu");
//% "CPU, %"
qtTrId("node.cpuPercent");
//% "Memory, MB"
qtTrId("node.memory");
//% "Sessions"
qtTrId("node.sessions");
//% "Leases"
qtTrId("node.leases");
//: how far a node's clock is from the database's
//% "Clock, ms"
qtTrId("node.clock");
//: how long the node has been running
//% "Up for"
qtTrId("node.upFor");
//% "Acts"
qtTrId("node.acts");
//% "Acts for %1"
qtTrId("node.actsOf");
//% "Configuration"
qtTrId("node.settings");
//% "Drain…"
qtTrId("node.drainAsk");
//% "Drain %1"
qtTrId("node.drainTitle");
//% "It finishes what it does, gives its leases to other nodes and takes no new requests. It keeps running until it is resumed or stopped."
qtTrId("node.drainEffect");
//% "It is the last node that serves: nobody can use the cluster until a node is resumed or started."
qtTrId("node.drainLast");
//% "Drain"
qtTrId("node.drain");
//% "%1 has been asked to drain"
qtTrId("node.drainAsked");
//% "Resume…"
qtTrId("node.resumeAsk");
//% "Resume %1"
qtTrId("node.resumeTitle");
//% "It takes requests and leases again."
qtTrId("node.resumeEffect");
//% "Resume"
qtTrId("node.resume");
//% "%1 has been asked to resume"
qtTrId("node.resumeAsked");

// settings of a node
//% "Configuration of %1"
qtTrId("setting.of");
//% "Setting"
qtTrId("setting.key");
//% "Value"
qtTrId("setting.value");
//: where a value comes from: a file, the environment, the default
//% "Origin"
qtTrId("setting.origin");
//% "Other nodes"
qtTrId("setting.others");
//% "Differs"
qtTrId("setting.differs");
//% "the same"
qtTrId("setting.same");
//% "Search settings"
qtTrId("setting.search");
//% "Only what differs from other nodes"
qtTrId("setting.onlyDiffering");
//% "Every node has the same settings"
qtTrId("setting.allSame");

// jobs
//% "Job"
qtTrId("job.job");
//% "Running"
qtTrId("job.running");
//% "Never ran"
qtTrId("job.never");
//% "Done"
qtTrId("job.done");
//% "Failed"
qtTrId("job.failed");
//: %1: a length of time, %2: a node
//% "for %1 on %2"
qtTrId("job.runningOn");
//: %1: a length of time, %2: a node, %3: a length of time
//% "%1 ago on %2, took %3"
qtTrId("job.last");
//: column: when a job runs next
//% "Next"
qtTrId("job.due");
//% "now"
qtTrId("job.dueNow");
//: %1: a length of time
//% "in %1"
qtTrId("job.dueIn");
//% "Run now"
qtTrId("job.run");
//: spoken name of the button; %1: a job
//% "Run now: %1"
qtTrId("job.runNamed");
//% "%1 has been started"
qtTrId("job.asked");
//% "%1 is running already."
qtTrId("job.runsAlready");
