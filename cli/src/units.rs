//! Counts, sizes and times as people write them on a command line, to numbers; the messages say what would have been right.

use jitgen::Budget;
use std::time::Duration;

/// A whole number; underscores may group digits.
pub fn count(text: &str) -> Result<u64, String> {
    let digits = text.replace('_', "");
    let wrong = || format!("'{text}' is not a whole number");
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(wrong());
    }
    digits.parse().map_err(|_| format!("'{text}' is too large"))
}

/// A number of bytes: `4096`, `64K`, `256M`, `1.5G`; the units are powers of 1024.
pub fn bytes(text: &str) -> Result<usize, String> {
    let wrong = || format!("'{text}' is not a size: write a number and K, M, G or T, for example 256M");
    let (number, unit) = split(text);
    let unit = unit.strip_suffix("iB").or(unit.strip_suffix('B')).unwrap_or(unit);
    let shift = match unit {
        "" => 0,
        "K" | "k" => 10,
        "M" | "m" => 20,
        "G" | "g" => 30,
        "T" | "t" => 40,
        _ => return Err(wrong()),
    };
    let value = decimal(number).ok_or_else(wrong)? * (1u64 << shift) as f64;
    if value >= (1u64 << 62) as f64 {
        return Err(format!("'{text}' is too large"));
    }
    Ok(value as usize)
}

/// A time: `1s`, `500ms`, `250us`, `1.5m`, `1h`.
pub fn duration(text: &str) -> Result<Duration, String> {
    let wrong = || format!("'{text}' is not a time: write a number and us, ms, s, m or h, for example 500ms");
    let (number, unit) = split(text);
    let scale = match unit {
        "us" => 1e-6,
        "ms" => 1e-3,
        "s" => 1.0,
        "m" | "min" => 60.0,
        "h" => 3600.0,
        _ => return Err(wrong()),
    };
    Duration::try_from_secs_f64(decimal(number).ok_or_else(wrong)? * scale).map_err(|_| format!("'{text}' is too large"))
}

/// A seed and a rate between 0 and 1, the rate as a fraction of 2^32: `42:0.01`.
pub fn seed_and_rate(text: &str) -> Result<(u64, u32), String> {
    let wrong = || format!("'{text}' is not a seed and a rate: write for example 42:0.01");
    let (seed, rate) = text.split_once(':').ok_or_else(wrong)?;
    let rate = decimal(rate).filter(|r| *r <= 1.0).ok_or_else(wrong)?;
    Ok((count(seed)?, (rate * f64::from(u32::MAX)) as u32))
}

/// How much of the time the JIT may take, `20:25`: milliseconds, and percent of all time; `None` for `off`.
pub fn budget(text: &str) -> Result<Option<Budget>, String> {
    if text == "off" {
        return Ok(None);
    }
    let wrong = || format!("'{text}' is not a budget: write milliseconds and percent, for example 20:25, or off");
    let (free, percent) = text.split_once(':').ok_or_else(wrong)?;
    let percent = u32::try_from(count(percent)?).map_err(|_| wrong())?;
    Ok(Some(Budget { free: Duration::from_millis(count(free)?), percent }))
}

fn split(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len()))
}

fn decimal(digits: &str) -> Option<f64> {
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        assert_eq!(bytes("4096"), Ok(4096));
        assert_eq!(bytes("64K"), Ok(65536));
        assert_eq!(bytes("256MiB"), Ok(256 << 20));
        assert_eq!(bytes("1.5G"), Ok(3 << 29));
        for wrong in ["", "M", "12X", "-1", "1e9", "1..2K", "NaN"] {
            assert!(bytes(wrong).unwrap_err().contains("is not a size"), "{wrong}");
        }
        assert!(bytes("99999999999T").unwrap_err().contains("too large"));
    }

    #[test]
    fn times() {
        assert_eq!(duration("1s"), Ok(Duration::from_secs(1)));
        assert_eq!(duration("250us"), Ok(Duration::from_micros(250)));
        assert_eq!(duration("1.5m"), Ok(Duration::from_secs(90)));
        for wrong in ["", "1", "s", "1x", "-1s", "inf"] {
            assert!(duration(wrong).unwrap_err().contains("is not a time"), "{wrong}");
        }
    }

    #[test]
    fn budgets() {
        assert_eq!(budget("off"), Ok(None));
        assert_eq!(budget("20:25"), Ok(Some(Budget { free: Duration::from_millis(20), percent: 25 })));
        for wrong in ["", "20", "20:", ":25", "x:25", "20:25%", "-1:5"] {
            assert!(budget(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn counts() {
        assert_eq!(count("1_000_000"), Ok(1_000_000));
        for wrong in ["", "_", "-1", "1.5", "10M", "99999999999999999999999"] {
            assert!(count(wrong).is_err(), "{wrong}");
        }
        assert_eq!(seed_and_rate("42:1"), Ok((42, u32::MAX)));
        assert!(seed_and_rate("42:2").is_err());
        assert!(seed_and_rate("42").is_err());
    }
}
