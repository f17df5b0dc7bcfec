//! `vm bench`.

/// `vm bench`.
#[derive(clap::Args, Debug)]
pub struct BenchArgs {}

/// Measures.
pub fn bench(_: &BenchArgs) -> i32 {
    0
}

/// A benchmark program with its small input: the number of its first `size` replaced by that of its line `quick: N`.
pub fn quick(text: &str) -> Option<String> {
    let number = |from: usize| {
        let digits = text[from..].find(|c: char| c.is_ascii_digit())? + from;
        let end = text[digits..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |i| digits + i);
        Some(digits..end)
    };
    let small = number(text.find("quick: ")?)?;
    let size = ["(define size ", "local size = ", "const SIZE: i64 = "].iter().find_map(|d| Some(text.find(d)? + d.len()))?;
    let large = number(size)?;
    Some(format!("{}{}{}", &text[..large.start], &text[small], &text[large.end..]))
}
