//! Numbers.

/// Whether the text is a numeric literal.
pub fn valid_literal(text: &str, _radix: u32) -> bool {
    text.parse::<f64>().is_ok() && text.bytes().any(|b| b.is_ascii_digit())
}

/// The shortest text that reads back as the same float.
pub fn write_float(out: &mut String, f: f64) {
    out.push_str(&format!("{f:?}"));
}
