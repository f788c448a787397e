//! Records of a council, read into the caseload with a report of every row refused.
