//! Numbers to text.
//!
//! Exact numbers are written in any radix from 2 to 36. What a float looks like is up to the language: a [`FloatStyle`] says when an
//! exponent is written and how, and what the special values are called; the digits are always the fewest that read back as the
//! same float. [`to_fixed`], [`to_exponential`] and [`to_precision`] write as many digits as asked for instead, rounded from
//! the exact value.
//!
//! ```
//! use vm_core::number::format::{FloatStyle, float_to_text};
//! assert_eq!(float_to_text(1e21, 10, &FloatStyle::TOWER), "1e21");
//! assert_eq!(float_to_text(1e21, 10, &FloatStyle::BARE), "1e+21");
//! assert_eq!(float_to_text(3.0, 10, &FloatStyle::TOWER), "3.0");
//! assert_eq!(float_to_text(3.0, 10, &FloatStyle::BARE), "3");
//! assert_eq!(float_to_text(0.5, 2, &FloatStyle::TOWER), "0.1");
//! ```

pub use super::float_digits::Ties;

use super::float_digits::{self, Digits};
use super::limbs::Integer;
use super::{Expected, Number, NumberError, Result, check_bits, complex, ratio};
use crate::{Vm, Word};
use dashu_int::UBig;
use std::fmt::Write;

/// How floats are written.
#[derive(Clone, Debug)]
pub struct FloatStyle {
    /// The decimal exponents (of a number written with one digit before the point) from which to which no exponent is written.
    pub positional: std::ops::RangeInclusive<i32>,
    /// Whether a number without fraction ends in `.0`.
    pub point_in_integers: bool,
    /// Whether a single digit before an exponent is followed by `.0`.
    pub point_before_exponent: bool,
    /// Whether a positive exponent has a sign.
    pub exponent_plus: bool,
    /// The least number of digits of an exponent.
    pub exponent_digits: usize,
    /// Whether the sign of a negative zero is written.
    pub negative_zero: bool,
    /// Positive infinity.
    pub infinity: &'static str,
    /// Negative infinity.
    pub negative_infinity: &'static str,
    /// NaN.
    pub nan: &'static str,
}

impl FloatStyle {
    /// What [`super::parse::tower_syntax`] reads: `1.0`, `1e21`, `1e-7`, `+inf.0`.
    pub const TOWER: FloatStyle = FloatStyle {
        positional: -6..=20,
        point_in_integers: true,
        point_before_exponent: false,
        exponent_plus: false,
        exponent_digits: 1,
        negative_zero: true,
        infinity: "+inf.0",
        negative_infinity: "-inf.0",
        nan: "+nan.0",
    };

    /// Nothing that is not needed: `1`, `1e+21`, `1e-7`, `Infinity`; for languages without exact numbers.
    pub const BARE: FloatStyle = FloatStyle {
        positional: -6..=20,
        point_in_integers: false,
        point_before_exponent: false,
        exponent_plus: true,
        exponent_digits: 1,
        negative_zero: false,
        infinity: "Infinity",
        negative_infinity: "-Infinity",
        nan: "NaN",
    };

    /// A point always: `1.0`, `1.0e15`, `1.0e-5`, `inf`.
    pub const DOTTED: FloatStyle = FloatStyle {
        positional: -4..=14,
        point_in_integers: true,
        point_before_exponent: true,
        exponent_plus: false,
        exponent_digits: 1,
        negative_zero: true,
        infinity: "inf",
        negative_infinity: "-inf",
        nan: "nan",
    };

    /// The name of an infinity or NaN.
    fn special(&self, f: f64) -> Option<&'static str> {
        if f.is_nan() {
            Some(self.nan)
        } else if f.is_infinite() {
            Some(if f > 0.0 { self.infinity } else { self.negative_infinity })
        } else {
            None
        }
    }

    fn push_sign(&self, f: f64, out: &mut String) {
        if f < 0.0 || f == 0.0 && f.is_sign_negative() && self.negative_zero {
            out.push('-');
        }
    }

    fn push_exponent(&self, exponent: i32, out: &mut String) {
        out.push('e');
        match exponent {
            ..0 => out.push('-'),
            _ if self.exponent_plus => out.push('+'),
            _ => {}
        }
        // Writing to a string does not fail.
        let _ = write!(out, "{:0width$}", exponent.unsigned_abs(), width = self.exponent_digits);
    }
}

/// Writes a number in a radix from 2 to 36. In another radix than ten floats have no exponent.
pub fn to_text(vm: &Vm, a: Word, radix: u32, style: &FloatStyle) -> Result<String> {
    let mut out = String::new();
    write_text(vm, a, radix, style, &mut out)?;
    Ok(out)
}

/// The same, at the end of a string.
pub fn write_text(vm: &Vm, a: Word, radix: u32, style: &FloatStyle, out: &mut String) -> Result<()> {
    if !(2..=36).contains(&radix) {
        return Err(NumberError::OutOfRange);
    }
    match Number::of(vm, a).ok_or(NumberError::operand(0, Expected::Number))? {
        Number::Small(n) if radix == 10 => {
            let _ = write!(out, "{n}");
        }
        Number::Small(_) | Number::Big(_) => write_integer(vm, a, radix, out),
        Number::Float(f) => write_float(f, radix, style, out),
        Number::Ratio(o) => {
            let (n, d) = ratio::parts(vm, o);
            write_text(vm, n, radix, style, out)?;
            out.push('/');
            write_text(vm, d, radix, style, out)?;
        }
        Number::Complex(o) => {
            let (re, im) = complex::parts(vm, o);
            if re != Word::smi(0) {
                write_text(vm, re, radix, style, out)?;
            }
            let start = out.len();
            match im.as_smi() {
                Some(1) => out.push('+'),
                Some(-1) => out.push('-'),
                _ => write_text(vm, im, radix, style, out)?,
            }
            if !out[start..].starts_with(['+', '-']) {
                out.insert(start, '+');
            }
            out.push('i');
        }
    }
    Ok(())
}

fn write_integer(vm: &Vm, a: Word, radix: u32, out: &mut String) {
    let Some(x) = Integer::of(vm, a) else { return };
    if x.negative {
        out.push('-');
    }
    let magnitude = x.to_ubig(vm);
    let _ = match radix {
        10 => write!(out, "{magnitude}"),
        _ => write!(out, "{}", magnitude.in_radix(radix as u8)),
    };
}

/// Writes a float in a radix from 2 to 36 (another one counts as ten).
pub fn float_to_text(f: f64, radix: u32, style: &FloatStyle) -> String {
    let mut out = String::new();
    write_float(f, radix, style, &mut out);
    out
}

fn write_float(f: f64, radix: u32, style: &FloatStyle, out: &mut String) {
    if let Some(name) = style.special(f) {
        out.push_str(name);
        return;
    }
    style.push_sign(f, out);
    if radix == 10 || !(2..=36).contains(&radix) {
        let digits = float_digits::shortest(f);
        if style.positional.contains(&(digits.point - 1)) || f == 0.0 {
            push_positional(&digits, style.point_in_integers, out);
        } else {
            push_scientific(&digits, style, out);
        }
    } else {
        push_positional(&float_digits::shortest_in_radix(f, radix), style.point_in_integers, out);
    }
}

/// Writes digits without exponent, with zeros where needed.
fn push_positional(digits: &Digits, point_in_integers: bool, out: &mut String) {
    let text = digits.text.iter().map(|&c| char::from(c));
    let (length, point) = (digits.text.len() as i32, digits.point);
    if point <= 0 {
        out.push_str("0.");
        out.extend(std::iter::repeat_n('0', point.unsigned_abs() as usize));
        out.extend(text);
    } else if point < length {
        out.extend(text.clone().take(point as usize));
        out.push('.');
        out.extend(text.skip(point as usize));
    } else {
        out.extend(text);
        out.extend(std::iter::repeat_n('0', (point - length) as usize));
        if point_in_integers {
            out.push_str(".0");
        }
    }
}

/// Writes digits with exponent.
fn push_scientific(digits: &Digits, style: &FloatStyle, out: &mut String) {
    out.push(char::from(digits.text[0]));
    if digits.text.len() > 1 {
        out.push('.');
        out.extend(digits.text[1..].iter().map(|&c| char::from(c)));
    } else if style.point_before_exponent {
        out.push_str(".0");
    }
    style.push_exponent(digits.point - 1, out);
}

/// Writes a real number, exact or not, with so many digits after the point. The sign of what is rounded to zero stays.
pub fn to_fixed(vm: &Vm, a: Word, digits: u32, ties: Ties, style: &FloatStyle) -> Result<String> {
    check_bits(vm, u64::from(digits) * 4)?;
    let (negative, n, d) = match Number::of(vm, a) {
        None | Some(Number::Complex(_)) => return Err(NumberError::operand(0, Expected::Real)),
        Some(Number::Float(f)) => {
            if let Some(name) = style.special(f) {
                return Ok(name.to_string());
            }
            let (n, d) = float_digits::fraction(f);
            (f < 0.0 || f.is_sign_negative() && style.negative_zero, n, d)
        }
        Some(_) => {
            let (n, d) = ratio::of(vm, a);
            let (Some(n), Some(d)) = (Integer::of(vm, n), Integer::of(vm, d)) else {
                return Err(NumberError::operand(0, Expected::Real));
            };
            (n.negative, n.to_ubig(vm), d.to_ubig(vm))
        }
    };
    let digits = digits as usize;
    let scaled = float_digits::nearest(&(n * UBig::from(10u8).pow(digits)), &d, ties);
    let text = format!("{scaled:0>width$}", width = digits + 1);
    let (whole, fraction) = text.split_at(text.len() - digits);
    let sign = if negative { "-" } else { "" };
    Ok(if digits == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") })
}

/// Writes a float with an exponent and so many digits after the point; as many as needed, if `None`.
pub fn to_exponential(f: f64, digits: Option<u32>, ties: Ties, style: &FloatStyle) -> String {
    if let Some(name) = style.special(f) {
        return name.to_string();
    }
    let mut out = String::new();
    style.push_sign(f, &mut out);
    let digits = match digits {
        Some(count) => float_digits::significant(f, count as usize + 1, ties),
        None => float_digits::shortest(f),
    };
    push_scientific(&digits, style, &mut out);
    out
}

/// Writes a float with so many significant digits, with an exponent only where it is below the style's or where it is so large that the
/// digits would not reach to the point.
pub fn to_precision(f: f64, count: u32, ties: Ties, style: &FloatStyle) -> String {
    if let Some(name) = style.special(f) {
        return name.to_string();
    }
    let mut out = String::new();
    style.push_sign(f, &mut out);
    let digits = float_digits::significant(f, count.max(1) as usize, ties);
    let exponent = digits.point - 1;
    if exponent < *style.positional.start() || exponent >= count as i32 {
        push_scientific(&digits, style, &mut out);
    } else {
        push_positional(&digits, false, &mut out);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::super::{convert, parse};
    use super::*;

    #[test]
    fn layouts() {
        let styles = [&FloatStyle::TOWER, &FloatStyle::BARE, &FloatStyle::DOTTED];
        let cases = [
            (0.0, ["0.0", "0", "0.0"]),
            (-0.0, ["-0.0", "0", "-0.0"]),
            (1.0, ["1.0", "1", "1.0"]),
            (-1.5, ["-1.5", "-1.5", "-1.5"]),
            (1e20, ["100000000000000000000.0", "100000000000000000000", "1.0e20"]),
            (1e21, ["1e21", "1e+21", "1.0e21"]),
            (1.5e300, ["1.5e300", "1.5e+300", "1.5e300"]),
            (123456789012345680000.0, ["123456789012345680000.0", "123456789012345680000", "1.2345678901234568e20"]),
            (1e-6, ["0.000001", "0.000001", "1.0e-6"]),
            (1e-7, ["1e-7", "1e-7", "1.0e-7"]),
            (1.25e-7, ["1.25e-7", "1.25e-7", "1.25e-7"]),
            (1e-4, ["0.0001", "0.0001", "0.0001"]),
            (0.1, ["0.1", "0.1", "0.1"]),
            (5e-324, ["5e-324", "5e-324", "5.0e-324"]),
            (f64::INFINITY, ["+inf.0", "Infinity", "inf"]),
            (f64::NEG_INFINITY, ["-inf.0", "-Infinity", "-inf"]),
            (f64::NAN, ["+nan.0", "NaN", "nan"]),
        ];
        for (f, expected) in cases {
            assert_eq!(styles.map(|style| float_to_text(f, 10, style)), expected, "{f:e}");
        }
        let style = FloatStyle { exponent_digits: 2, exponent_plus: true, ..FloatStyle::DOTTED };
        assert_eq!(float_to_text(1e-7, 10, &style), "1.0e-07");
        assert_eq!(float_to_text(1e200, 10, &style), "1.0e+200");
    }

    #[test]
    fn floats_read_back_in_every_style() {
        let mut random = Random::new(91);
        for _ in 0..5000 {
            let f = random.float();
            for style in [&FloatStyle::TOWER, &FloatStyle::BARE, &FloatStyle::DOTTED] {
                let text = float_to_text(f, 10, style);
                assert_eq!(text.parse::<f64>().unwrap().to_bits(), f.to_bits(), "{text}");
            }
        }
    }

    #[test]
    fn other_radices() {
        assert_eq!(float_to_text(0.5, 2, &FloatStyle::BARE), "0.1");
        assert_eq!(float_to_text(255.5, 16, &FloatStyle::TOWER), "ff.8");
        assert_eq!(float_to_text(-7.0, 2, &FloatStyle::TOWER), "-111.0");
        assert_eq!(float_to_text(35.0, 36, &FloatStyle::BARE), "z");
        assert_eq!(float_to_text(1e21, 16, &FloatStyle::BARE), "3635c9adc5dea00000");
    }

    #[test]
    fn integers_and_rationals_read_back_in_every_radix() {
        let mut vm = vm();
        let mut random = Random::new(92);
        for i in 0..2000 {
            let radix = 2 + i % 35;
            let x = random.integer();
            let w = convert::from_ibig(&mut vm, &x).unwrap();
            let text = to_text(&vm, w, radix, &FloatStyle::TOWER).unwrap();
            assert_eq!(text, x.in_radix(radix as u8).to_string());
            let digits = text.trim_start_matches('-');
            let back = parse::digits(&mut vm, digits, radix).unwrap().unwrap();
            let back = if digits.len() < text.len() { super::super::negate(&mut vm, back).unwrap() } else { back };
            assert!(super::super::eqv(&vm, w, back), "{text}");
        }
        let w = n(&mut vm, "-255/16");
        assert_eq!(to_text(&vm, w, 16, &FloatStyle::TOWER).unwrap(), "-ff/10");
        assert_eq!(to_text(&vm, w, 1, &FloatStyle::TOWER), Err(NumberError::OutOfRange));
        assert_eq!(to_text(&vm, w, 37, &FloatStyle::TOWER), Err(NumberError::OutOfRange));
        assert!(to_text(&vm, Word::NIL, 10, &FloatStyle::TOWER).is_err());
    }

    #[test]
    fn complex_numbers() {
        let mut vm = vm();
        for text in ["+i", "-i", "1+i", "1-i", "+2i", "1/2-3/4i", "1.0+2i", "-1.5e30-0.0i", "+inf.0-inf.0i", "0.0+1.0i", "1+nan.0i"]
        {
            let w = n(&mut vm, text);
            assert_eq!(show(&vm, w), text);
        }
    }

    #[test]
    fn fixed_digits() {
        let mut vm = vm();
        let cases = [
            ("2.5", 0, "3", "2"),
            ("-2.5", 0, "-3", "-2"),
            ("0.25", 1, "0.3", "0.2"),
            ("1.005", 2, "1.00", "1.00"),
            ("1000000000000000128.0", 1, "1000000000000000128.0", "1000000000000000128.0"),
            ("0.000001", 7, "0.0000010", "0.0000010"),
            ("1e-10", 2, "0.00", "0.00"),
            ("123.456", 2, "123.46", "123.46"),
            ("1/3", 5, "0.33333", "0.33333"),
            ("-2/3", 3, "-0.667", "-0.667"),
            ("1/2", 0, "1", "0"),
            ("7", 2, "7.00", "7.00"),
            ("100000000000000000000000000", 1, "100000000000000000000000000.0", "100000000000000000000000000.0"),
            ("+inf.0", 2, "Infinity", "Infinity"),
            ("0.0", 2, "0.00", "0.00"),
            ("-0.0", 2, "0.00", "0.00"),
        ];
        for (text, digits, away, even) in cases {
            let w = n(&mut vm, text);
            assert_eq!(to_fixed(&vm, w, digits, Ties::Away, &FloatStyle::BARE).as_deref(), Ok(away), "{text}");
            assert_eq!(to_fixed(&vm, w, digits, Ties::Even, &FloatStyle::BARE).as_deref(), Ok(even), "{text}");
        }
        assert_eq!(to_fixed(&vm, Word::smi(1), u32::MAX, Ties::Even, &FloatStyle::BARE), Err(NumberError::TooLarge));
        let mut random = Random::new(93);
        for _ in 0..500 {
            let f = random.float();
            let (w, digits) = (vm.float(f), random.below(20) as u32);
            let text = to_fixed(&vm, w, digits, Ties::Even, &FloatStyle::TOWER).unwrap();
            assert_eq!(text, format!("{f:.*}", digits as usize));
        }
    }

    #[test]
    fn exponential_and_precision() {
        let style = &FloatStyle::BARE;
        assert_eq!(to_exponential(123456.0, Some(2), Ties::Away, style), "1.23e+5");
        assert_eq!(to_exponential(123456.0, None, Ties::Away, style), "1.23456e+5");
        assert_eq!(to_exponential(0.0, Some(2), Ties::Away, style), "0.00e+0");
        assert_eq!(to_exponential(-0.00015, Some(0), Ties::Away, style), "-1e-4"); // a little less than the tie
        assert_eq!(to_exponential(25.0, Some(0), Ties::Away, style), "3e+1");
        assert_eq!(to_exponential(f64::NAN, Some(0), Ties::Away, style), "NaN");
        assert_eq!(to_precision(123.456, 4, Ties::Away, style), "123.5");
        assert_eq!(to_precision(0.000123, 2, Ties::Away, style), "0.00012");
        assert_eq!(to_precision(1e21, 3, Ties::Away, style), "1.00e+21");
        assert_eq!(to_precision(1e-7, 2, Ties::Away, style), "1.0e-7");
        assert_eq!(to_precision(123456.0, 2, Ties::Away, style), "1.2e+5");
        assert_eq!(to_precision(1.25, 2, Ties::Away, style), "1.3");
        assert_eq!(to_precision(99.99, 3, Ties::Away, style), "100");
        assert_eq!(to_precision(0.0, 3, Ties::Away, style), "0.00");
    }
}
