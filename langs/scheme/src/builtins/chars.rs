//! Characters.

/// Case folding.
pub fn fold_string(s: &str) -> String {
    s.to_lowercase()
}
