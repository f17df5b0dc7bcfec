//! Both backends run the same graphs.
