//! The mode that does each operation. Skeleton.

/// Does each operation.
pub struct Run;
