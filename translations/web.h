// Ids and English texts of the browser UI, in the notation of lupdate: //% text, //: note for translators,
// //~ one and //~ other for texts with the number %n. Parts with %1 are filled in. The dashboard page has its own header.

// frame
//% "Metrics Dashboard"
qtTrId("app.name");
//: %1: name of the page, in the browser's tab
//% "%1 – Metrics Dashboard"
qtTrId("app.documentTitle");
//% "This page needs JavaScript. Allow it for this address and load the page again."
qtTrId("app.needsScript");
//: spoken when a page can be used; %1: its name
//% "%1 ready"
qtTrId("app.pageReady");
//% "Skip to content"
qtTrId("app.skip");
//% "Main"
qtTrId("nav.main");
//% "Home"
qtTrId("nav.home");
//% "Dashboards"
qtTrId("nav.dashboards");
//% "Explore"
qtTrId("nav.explore");
//% "Alerting"
qtTrId("nav.alerting");
//: stands where a node's name would, when the node has none
//% "This node"
qtTrId("status.thisNode");
//% "does not answer"
qtTrId("status.noAnswer");
//: %1: milliseconds
//% "%1 ms"
qtTrId("status.ms");
//% "System"
qtTrId("theme.system");
//% "Light"
qtTrId("theme.light");
//% "Dark"
qtTrId("theme.dark");
//% "High contrast"
qtTrId("theme.contrast");
//: spoken; %1: name of the theme
//% "Theme: %1"
qtTrId("theme.now");

// pages that say why there is nothing
//: %1: name of the section
//% "%1 is not part of this release."
qtTrId("notInRelease.sentence");
//% "Go to the dashboards"
qtTrId("notInRelease.dashboards");
//% "No such page"
qtTrId("notFound.title");
//: %1: path of the address
//% "Nothing is at %1. It may have been moved or deleted."
qtTrId("notFound.sentence");
//% "Go home"
qtTrId("notFound.home");

// sign-in
//% "Sign in – Metrics Dashboard"
qtTrId("login.documentTitle");
//% "Sign in"
qtTrId("login.title");

// frame
//% "Menu"
qtTrId("nav.menu");
//% "Data sources"
qtTrId("nav.datasources");
//% "Theme"
qtTrId("theme.menu");
//% "Account"
qtTrId("account.menu");
//% "Signed in as %1"
qtTrId("account.signedInAs");
//% "Preferences"
qtTrId("account.preferences");
//% "Password"
qtTrId("account.password");
//% "Sessions"
qtTrId("account.sessions");
//% "Sign out"
qtTrId("account.signOut");
//% "No answer."
qtTrId("connection.word");
//% "The node has gone away or the network is cut. What you see stays, and the page goes on by itself."
qtTrId("connection.sentence");
//% "Waiting."
qtTrId("connection.busyWord");
//% "The node cannot reach its database. What you see stays, and the page goes on by itself."
qtTrId("connection.busy");
//% "Try now"
qtTrId("connection.try");
//: first word of a banner
//% "Old data."
qtTrId("connection.oldWord");
//: %1: a time of the day, or a date
//% "The database does not answer. Dashboards are shown as they were at %1; saving waits until it is back."
qtTrId("connection.old");
//% "%1 answers again"
qtTrId("connection.back");
//% "Up"
qtTrId("state.up");
//% "Down"
qtTrId("state.down");
//% "Cluster"
qtTrId("cluster.title");
//% "Cluster %1"
qtTrId("cluster.titleOf");
//% "Open"
qtTrId("cluster.open");
//% "Nodes"
qtTrId("cluster.nodes");
//% "%1 of %2 nodes up"
qtTrId("cluster.upOf");
//% "Answering node"
qtTrId("cluster.youAreHere");
//% "Data sources"
qtTrId("cluster.sources");
//% "Version"
qtTrId("cluster.version");

// search palette
//% "Search or jump to"
qtTrId("palette.open");
//% "Search or jump to…"
qtTrId("palette.hint");
//% "Results"
qtTrId("palette.results");
//% "Acts"
qtTrId("palette.acts");
//% "Places"
qtTrId("palette.places");
//% "Dashboards"
qtTrId("palette.dashboards");
//% "Folders"
qtTrId("palette.folders");
//% "Recent"
qtTrId("palette.recent");
//% "Starred"
qtTrId("palette.starred");
//% "Nothing has these letters."
qtTrId("palette.nothing");
//% "%n results"
//~ one %n result
//~ other %n results
qtTrId("palette.found", n);
//% "Theme: %1"
qtTrId("palette.theme");
//% "Make lists compact"
qtTrId("palette.compact");
//% "Make lists comfortable"
qtTrId("palette.comfortable");

// keys
//% "Keyboard"
qtTrId("help.title");
//% "Show the keys"
qtTrId("help.open");
//% "Everywhere"
qtTrId("help.everywhere");
//% "Search acts"
qtTrId("help.acts");
//% "Go home"
qtTrId("help.goHome");
//% "Go to dashboards"
qtTrId("help.goDashboards");
//% "Go to explore"
qtTrId("help.goExplore");
//% "Go to alerting"
qtTrId("help.goAlerting");
//% "Go to preferences"
qtTrId("help.goProfile");
//% "Change between light and dark"
qtTrId("help.theme");
//% "Use keys without Ctrl or Alt"
qtTrId("help.singleKeys");

// components
//% "Type to search"
qtTrId("choice.search");
//% "Only this"
qtTrId("choice.only");
//% "Nothing has these letters."
qtTrId("choice.nothing");
//% "%n more, type to narrow"
//~ one %n more, type to narrow
//~ other %n more, type to narrow
qtTrId("choice.more", n);
//% "%n selected"
//~ one %n selected
//~ other %n selected
qtTrId("choice.count", n);
//% "Done"
qtTrId("choice.done");
//% "Close"
qtTrId("dialog.close");
//% "Cancel"
qtTrId("dialog.cancel");
//% "Type “%1” to go on"
qtTrId("dialog.typeFirst");
//% "Close message"
qtTrId("toast.close");
//% "Show password"
qtTrId("field.show");
//% "Hide password"
qtTrId("field.hide");
//% "Something is expected here."
qtTrId("field.missing");
//% "Loading"
qtTrId("states.loading");
//% "Retry"
qtTrId("states.retry");
//% "Details"
qtTrId("states.details");
//% "Answer"
qtTrId("states.answer");
//% "Request"
qtTrId("states.requestId");
//% "Name"
qtTrId("table.name");
//% "Folder"
qtTrId("table.folder");
//% "Tags"
qtTrId("table.tags");
//% "Select %1"
qtTrId("table.select");
//% "Select all"
qtTrId("table.selectAll");
//% "+ %1"
qtTrId("tags.more");
//% "Open"
qtTrId("tree.open");
//% "Close"
qtTrId("tree.close");
//% "Star %1"
qtTrId("star.add");
//% "Remove the star of %1"
qtTrId("star.remove");

// what a failed request is called
//% "No node answers"
qtTrId("error.unreachable");
//% "The node has gone away or the network is cut. Retry in a moment."
qtTrId("error.unreachableDo");
//% "The node cannot serve this now"
qtTrId("error.busy");
//% "Its database or a server behind it does not answer. Retry in a moment."
qtTrId("error.busyDo");
//% "You are signed out"
qtTrId("error.signedOut");
//% "Sign in again to go on."
qtTrId("error.signedOutDo");
//% "You may not see this"
qtTrId("error.forbidden");
//% "Your role has no right to it. An administrator can grant it."
qtTrId("error.forbiddenDo");
//% "This does not exist"
qtTrId("error.missing");
//% "It may have been moved or deleted."
qtTrId("error.missingDo");
//% "Somebody else changed this"
qtTrId("error.conflict");
//% "Too many requests"
qtTrId("error.throttled");
//% "Wait %1 s, then retry."
qtTrId("error.throttledFor");
//% "Wait a moment, then retry."
qtTrId("error.throttledDo");
//% "The node refused this"
qtTrId("error.refused");
//% "The answer was not understood"
qtTrId("error.malformed");
//% "The node may be of another release than this page. Load the page again."
qtTrId("error.malformedDo");
//% "Something failed in the node"
qtTrId("error.broken");
//% "Retry. If it stays, give the request number below to an administrator."
qtTrId("error.brokenDo");

// sign-in
//% "Sign in to %1"
qtTrId("login.titleOf");
//% "User name or e-mail"
qtTrId("login.user");
//% "Password"
qtTrId("login.password");
//% "Sign in"
qtTrId("login.submit");
//% "Type your user name or e-mail address."
qtTrId("login.userMissing");
//% "Type your password."
qtTrId("login.passwordMissing");
//% "Not signed in."
qtTrId("login.notSignedIn");
//% "User name and password do not fit together."
qtTrId("login.wrong");
//% "Signing in with a password is switched off here."
qtTrId("login.disabled");
//% "Too many tries. Wait a moment, then try again."
qtTrId("login.throttled");
//% "Too many tries. Wait %1 s, then try again."
qtTrId("login.throttledFor");
//% "The node cannot reach its database. Try again in a moment."
qtTrId("login.noDatabase");
//% "No node answers. Try again in a moment."
qtTrId("login.unreachable");
//% "Something failed in the node. Try again."
qtTrId("login.broken");
//% "Forgotten the password? An administrator can set a new one."
qtTrId("login.forgotten");
//% "This node is up, sign-in works"
qtTrId("login.stateUp");
//% "%1 of %2 nodes are up, sign-in works"
qtTrId("login.stateNodes");
//% "Asking the node"
qtTrId("login.stateAsking");
//% "No node answers"
qtTrId("login.stateAway");
//% "The node waits for its database"
qtTrId("login.stateNoDatabase");

// home
//% "Needs attention"
qtTrId("home.attention");
//% "Nothing needs attention."
qtTrId("home.quiet");
//% "The other nodes do the work. Look at why one is gone."
qtTrId("home.nodesGone");
//% "Recent dashboards"
qtTrId("home.recent");
//% "Dashboards"
qtTrId("home.dashboards");
//% "All dashboards"
qtTrId("home.all");
//% "You opened"
qtTrId("home.opened");
//% "Starred"
qtTrId("home.starred");
//% "Star a dashboard to find it here."
qtTrId("home.noStars");
//% "No dashboards yet"
qtTrId("home.none");
//% "Import one from a file, or add a data source first."
qtTrId("home.noneEditor");
//% "Nobody has made one that you may see."
qtTrId("home.noneViewer");

// dashboards and folders
//% "Dashboards"
qtTrId("browse.root");
//% "Folders"
qtTrId("browse.folders");
//% "Where this is"
qtTrId("browse.crumbs");
//% "Import"
qtTrId("browse.import");
//% "New folder"
qtTrId("browse.newFolder");
//% "Create folder"
qtTrId("browse.create");
//% "Created %1"
qtTrId("browse.created");
//% "More for this folder"
qtTrId("browse.folderMenu");
//% "Rename…"
qtTrId("browse.rename");
//% "Rename folder"
qtTrId("browse.renameTitle");
//% "Rename"
qtTrId("browse.renameAct");
//% "Renamed to %1"
qtTrId("browse.renamed");
//% "A folder needs a name."
qtTrId("browse.nameMissing");
//% "Move…"
qtTrId("browse.move");
//% "Move %n items"
//~ one Move %n item
//~ other Move %n items
qtTrId("browse.moveTitle", n);
//% "Move %1"
qtTrId("browse.moveFolder");
//% "To: %1"
qtTrId("browse.moveTo");
//% "Move here"
qtTrId("browse.moveHere");
//% "Moved to %1"
qtTrId("browse.moveMessage");
//% "Moved %n items to %1"
//~ one Moved %n item to %1
//~ other Moved %n items to %1
qtTrId("browse.moved", n);
//% "Delete"
qtTrId("browse.delete");
//% "Delete…"
qtTrId("browse.deleteAsk");
//% "Delete folder…"
qtTrId("browse.deleteFolder");
//% "Delete folder %1"
qtTrId("browse.deleteFolderTitle");
//% "Delete %n items"
//~ one Delete %n item
//~ other Delete %n items
qtTrId("browse.deleteTitle", n);
//% "Dashboards and their versions are deleted for everybody."
qtTrId("browse.deleteEffect");
//% "Everything inside the folders is deleted too, for everybody."
qtTrId("browse.deleteEffectFolders");
//% "Deleted with it, for everybody: dashboards %1, folders %2."
qtTrId("browse.inside");
//% "Deleted %n items"
//~ one Deleted %n item
//~ other Deleted %n items
qtTrId("browse.deleted", n);
//% "%n were left as they are, first %1. %2"
//~ one %n was left as it is: %1. %2
//~ other %n were left as they are, first %1. %2
qtTrId("browse.someFailed", n);
//% "Acts on the selected"
qtTrId("browse.bulk");
//% "%n selected"
//~ one %n selected
//~ other %n selected
qtTrId("browse.selected", n);
//% "Select none"
qtTrId("browse.unselect");
//% "Search here"
qtTrId("browse.search");
//% "Search all dashboards"
qtTrId("browse.searchAll");
//% "Search in %1"
qtTrId("browse.searchIn");
//% "Clear the search"
qtTrId("browse.clear");
//% "Show everything"
qtTrId("browse.clearFilter");
//% "Nothing found"
qtTrId("browse.noneFound");
//% "No title or tag fits. Type less, or take a filter away."
qtTrId("browse.noneFoundDo");
//% "This folder is empty"
qtTrId("browse.emptyFolder");
//% "The first %1 are shown. Type to narrow."
qtTrId("browse.more");
//% "%1, %n items"
//~ one %1, %n item
//~ other %1, %n items
qtTrId("browse.said", n);

// a new dashboard
//% "New dashboard"
qtTrId("newDashboard.title");
//% "Name and place"
qtTrId("newDashboard.about");
//% "Create dashboard"
qtTrId("newDashboard.create");
//% "Not created."
qtTrId("newDashboard.failed");
//% "It starts without panels. This release has no panel editor: panels come by import, or through the HTTP API."
qtTrId("newDashboard.panels");
//% "Making dashboards takes the role Editor."
qtTrId("newDashboard.notPermitted");

// data sources
//% "Add data source"
qtTrId("datasources.add");
//% "Add and test"
qtTrId("datasources.addTest");
//% "Save and test"
qtTrId("datasources.saveTest");
//% "Saved %1"
qtTrId("datasources.saved");
//% "Test"
qtTrId("datasources.test");
//% "Kind"
qtTrId("datasources.kind");
//% "Address"
qtTrId("datasources.url");
//% "As the node reaches it, not your browser."
qtTrId("datasources.urlHelp");
//% "Expected an address like http://localhost:9090."
qtTrId("datasources.urlExpected");
//% "Origin"
qtTrId("datasources.origin");
//% "Provisioning file"
qtTrId("datasources.fromFile");
//% "Made here"
qtTrId("datasources.byHand");
//% "Default"
qtTrId("datasources.default");
//% "Use it where a panel names no data source"
qtTrId("datasources.isDefault");
//% "No data sources yet"
qtTrId("datasources.none");
//% "A data source tells where the data of dashboards comes from."
qtTrId("datasources.noneDo");
//% "Connection"
qtTrId("datasources.connection");
//% "Credentials"
qtTrId("datasources.credentials");
//% "Sign in with user name and password"
qtTrId("datasources.basicAuth");
//% "A password is stored. Leave this empty to keep it."
qtTrId("datasources.passwordKept");
//% "Accept any certificate"
qtTrId("datasources.skipTls");
//% "Queries"
qtTrId("datasources.queries");
//% "Scrape interval"
qtTrId("datasources.interval");
//% "How often the values are collected. The smallest step of a query."
qtTrId("datasources.intervalHelp");
//% "Expected a duration like 15s or 1m."
qtTrId("datasources.intervalExpected");
//% "Method"
qtTrId("datasources.method");
//% "POST takes longer queries."
qtTrId("datasources.methodHelp");
//% "Some fields need another value."
qtTrId("datasources.mend");
//% "It answers."
qtTrId("datasources.works");
//% "Works."
qtTrId("datasources.worksWord");
//% "Does not work."
qtTrId("datasources.failsWord");
//% "Read only."
qtTrId("datasources.readOnlyWord");
//% "A provisioning file keeps this data source. Change it there."
qtTrId("datasources.readOnly");
//% "This release cannot ask data sources of this kind."
qtTrId("datasources.unknownKind");
//% "Delete…"
qtTrId("datasources.deleteAsk");
//% "Delete %1"
qtTrId("datasources.deleteTitle");
//% "Panels that ask it will show an error. The data itself stays where it is."
qtTrId("datasources.deleteEffect");
//% "Deleted %1"
qtTrId("datasources.deleted");
//% "Metrics by PromQL; also servers that speak it"
qtTrId("kind.prometheus");
//% "Made-up data, to try panels"
qtTrId("kind.testdata");

// preferences
//% "In this browser"
qtTrId("preferences.here");
//% "Wherever you sign in"
qtTrId("preferences.everywhere");
//% "Lists"
qtTrId("preferences.density");
//% "Dashboards are always compact."
qtTrId("preferences.densityHelp");
//% "Comfortable"
qtTrId("preferences.comfortable");
//% "Compact"
qtTrId("preferences.compact");
//% "Theme of a new browser"
qtTrId("preferences.theme");
//% "A choice made in a browser wins there."
qtTrId("preferences.themeHelp");
//% "System"
qtTrId("preferences.themeNone");
//% "Time zone"
qtTrId("preferences.zone");
//% "As the browser"
qtTrId("preferences.zoneBrowser");
//% "Home"
qtTrId("preferences.home");
//% "Overview"
qtTrId("preferences.homeDefault");
//% "Language"
qtTrId("preferences.language");
//% "More languages come in a later release."
qtTrId("preferences.languageHelp");
//% "Save"
qtTrId("preferences.save");
//% "Preferences saved"
qtTrId("preferences.saved");
//% "Present password"
qtTrId("password.old");
//% "New password"
qtTrId("password.new");
//% "Your other sessions end when the password changes."
qtTrId("password.help");
//% "Change password"
qtTrId("password.change");
//% "Password changed"
qtTrId("password.changed");
//% "This is not your present password."
qtTrId("password.wrongOld");
//% "Device"
qtTrId("sessions.device");
//% "%1 on %2"
qtTrId("sessions.browserOn");
//% "Unknown device"
qtTrId("sessions.unknownDevice");
//% "This one"
qtTrId("sessions.this");
//% "Address"
qtTrId("sessions.address");
//% "Seen"
qtTrId("sessions.seen");
//% "Signed in"
qtTrId("sessions.created");
//% "End session"
qtTrId("sessions.end");
//% "End the session of %1"
qtTrId("sessions.endTitle");
//% "End %n other sessions"
//~ one End %n other session
//~ other End %n other sessions
qtTrId("sessions.endAllTitle", n);
//% "Whoever uses it must sign in again."
qtTrId("sessions.endEffect");
//% "End all others…"
qtTrId("sessions.endOthers");

// import
//% "Source"
qtTrId("import.source");
//% "File"
qtTrId("import.file");
//% "Or drop a file on this page."
qtTrId("import.fileHelp");
//% "Or paste the JSON of a dashboard"
qtTrId("import.paste");
//% "This is not JSON: %1"
qtTrId("import.notJson");
//% "This is JSON, but not a dashboard: it has neither panels nor a title."
qtTrId("import.notDashboard");
//% "This is a dashboard of schema v2. Export it in the classic form."
qtTrId("import.schemaV2");
//% "The file is larger than 10 MB."
qtTrId("import.tooLarge");
//% "What will work"
qtTrId("import.report");
//% "All %n panels and all that they use can be shown."
//~ one The panel and all that it uses can be shown.
//~ other All %n panels and all that they use can be shown.
qtTrId("import.allFine", n);
//% "%n of %1 panels cannot be drawn; their data is shown as a table."
//~ one %n of %1 panels cannot be drawn; its data is shown as a table.
//~ other %n of %1 panels cannot be drawn; their data is shown as a table.
qtTrId("import.panelsLost", n);
//% "All panels can be drawn, but some parts that they use are left out."
qtTrId("import.partsLost");
//% "Panels"
qtTrId("import.panels");
//% "Data sources"
qtTrId("import.datasources");
//% "Variables"
qtTrId("import.variables");
//% "Transformations"
qtTrId("import.transformations");
//% "not supported"
qtTrId("import.unsupported");
//% "Where it goes"
qtTrId("import.target");
//% "Title"
qtTrId("import.title");
//% "Choose a data source"
qtTrId("import.choose");
//% "No data source of the kind %1"
qtTrId("import.noSource");
//% "Choose a value for %1 first."
qtTrId("import.inputMissing");
//% "Replace the dashboard that is there"
qtTrId("import.overwrite");
//% "Import"
qtTrId("import.run");
//% "Imported %1"
qtTrId("import.done");
//% "Not imported."
qtTrId("import.failed");

// frame, spoken names
//% "Connection"
qtTrId("connection.label");
//% "Messages"
qtTrId("toast.label");

// more
//% "Nothing is in it."
qtTrId("browse.insideNothing");
//% "waits for its database"
qtTrId("status.waits");

// pages that a role may not use
//% "Importing needs the role Editor. An administrator can grant it."
qtTrId("import.notPermitted");
//% "Adding data sources needs the role Admin. An administrator can grant it."
qtTrId("datasources.notPermitted");

// explore
//% "Asking data sources freely needs the role Editor. An administrator can grant it."
qtTrId("explore.notPermitted");
//% "Data source"
qtTrId("explore.source");
//% "Time range"
qtTrId("explore.range");
//% "Last %1"
qtTrId("explore.last");
//% "Own range"
qtTrId("explore.custom");
//% "Expected a time like now-6h before the end."
qtTrId("explore.rangeExpected");
//% "Zoom out"
qtTrId("explore.zoomOut");
//% "Query"
qtTrId("explore.query");
//% "Ctrl+Enter runs it."
qtTrId("explore.queryHelp");
//% "Run"
qtTrId("explore.run");
//% "Answer"
qtTrId("explore.answer");
//% "Show as"
qtTrId("explore.view");
//% "Graph"
qtTrId("explore.graph");
//% "Table"
qtTrId("explore.table");
//% "%n series"
//~ one %n series
//~ other %n series
qtTrId("explore.answered", n);
//% "The first %1 of %2 series are shown."
qtTrId("explore.cut");
//% "Ask a data source"
qtTrId("explore.ask");
//% "Type a query and run it."
qtTrId("explore.askDo");
//% "No data in this range"
qtTrId("explore.nothing");
//% "The query was answered, but without values. Choose a longer range or other labels."
qtTrId("explore.nothingDo");

// explore, refused
//% "The query was not answered"
qtTrId("explore.refused");
