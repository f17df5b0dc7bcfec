//! `vm bench`.

/// `vm bench`.
#[derive(clap::Args, Debug)]
pub struct BenchArgs {}

/// Measures.
pub fn bench(_: &BenchArgs) -> i32 {
    0
}
