//! Floats as digits: the shortest that read back as the same float, or as many as asked for, rounded from the exact value.

use super::convert;
use dashu_int::UBig;
use smallvec::SmallVec;
use std::cmp::Ordering;
use std::io::Write;

/// How a number that lies exactly between two others is rounded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ties {
    /// To the one with the even last digit.
    Even,
    /// To the one farther from zero.
    Away,
}

/// Digits of a positive number or of zero, without zeros at either end unless asked for: `0.d1d2d3… * radix^point`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Digits {
    /// The digits as text.
    pub text: SmallVec<[u8; 32]>,
    /// Where the point stands, counted from before the first digit.
    pub point: i32,
}

impl Digits {
    fn zero() -> Digits {
        Digits { text: SmallVec::from_slice(b"0"), point: 1 }
    }
}

/// The digit as text.
fn letter(digit: u64) -> u8 {
    char::from_digit(digit as u32, 36).map_or(b'?', |c| c as u8)
}

/// The fewest decimal digits that read back as this float, and of those the nearest. The float is finite; its sign is not looked at.
pub(super) fn shortest(f: f64) -> Digits {
    if f == 0.0 {
        return Digits::zero();
    }
    // "d.ddde-ddd": the library writes at most 17 digits and 3 of the exponent.
    let mut buffer = [0u8; 40];
    let mut rest = &mut buffer[..];
    let room = rest.len();
    let written = write!(rest, "{:e}", f.abs()).map(|()| room - rest.len()).unwrap_or(0);
    let written = &buffer[..written];
    let e = written.iter().position(|&c| c == b'e').unwrap_or(written.len());
    let exponent =
        std::str::from_utf8(written.get(e + 1..).unwrap_or_default()).ok().and_then(|t| t.parse::<i32>().ok()).unwrap_or(0);
    Digits { text: written[..e].iter().copied().filter(|&c| c != b'.').collect(), point: exponent + 1 }
}

/// The fewest digits in another radix that read back as this float (Steele, White, "How to print floating-point numbers accurately",
/// 1990, with numbers of any length). The float is finite; its sign is not looked at.
pub(super) fn shortest_in_radix(f: f64, radix: u32) -> Digits {
    if f == 0.0 {
        return Digits::zero();
    }
    let bits = f.to_bits();
    let (field, fraction) = ((bits >> 52 & 0x7ff) as i32, bits & ((1 << 52) - 1));
    let (mantissa, exponent) = if field == 0 { (fraction, -1074) } else { (fraction | 1 << 52, field - 1075) };
    // The float is value / unit; half the gaps to its neighbours are above / unit and below / unit.
    let (up, down) = (exponent.max(0) as usize, (-exponent).max(0) as usize);
    let narrow = fraction == 0 && field > 1;
    let mut value = UBig::from(mantissa) << (up + 1 + usize::from(narrow));
    let mut unit = UBig::ONE << (down + 1 + usize::from(narrow));
    let mut above = UBig::ONE << (up + usize::from(narrow));
    let mut below = UBig::ONE << up;
    // A neighbour's half-way point reads back as this float only if this one's mantissa is even.
    let inclusive = mantissa & 1 == 0;
    let too_high = |sum: &UBig, unit: &UBig| if inclusive { sum >= unit } else { sum > unit };
    let radix_big = UBig::from(radix);
    let mut point = (f.abs().log2() / f64::from(radix).log2()).ceil() as i32;
    scale(&mut unit, &mut [&mut value, &mut above, &mut below], radix, point);
    // The estimate is at most one too small, or one too large.
    if too_high(&(&value + &above), &unit) {
        point += 1;
        unit *= &radix_big;
    } else if !too_high(&((&value + &above) * &radix_big), &unit) {
        point -= 1;
        for x in [&mut value, &mut above, &mut below] {
            *x *= &radix_big;
        }
    }
    let mut text = SmallVec::new();
    loop {
        let (digit, rest) = convert::div_rem(&(value * &radix_big), &unit);
        (value, above, below) = (rest, above * &radix_big, below * &radix_big);
        let digit = digit.as_words().first().copied().unwrap_or(0);
        let low = if inclusive { value <= below } else { value < below };
        let high = too_high(&(&value + &above), &unit);
        if !low && !high {
            text.push(letter(digit));
            continue;
        }
        let round_up = high && (!low || &value * UBig::from(2u8) >= unit);
        text.push(letter(digit + u64::from(round_up)));
        return Digits { text, point };
    }
}

/// Multiplies the unit by `radix^point`, or for a negative exponent the others by the inverse.
fn scale(unit: &mut UBig, others: &mut [&mut UBig], radix: u32, point: i32) {
    let power = UBig::from(radix).pow(point.unsigned_abs() as usize);
    if point >= 0 {
        *unit *= power;
    } else {
        for x in others {
            **x *= &power;
        }
    }
}

/// The natural number nearest to a quotient.
pub(super) fn nearest(n: &UBig, d: &UBig, ties: Ties) -> UBig {
    let (q, r) = convert::div_rem(n, d);
    let up = match (r << 1).cmp(d) {
        Ordering::Less => false,
        Ordering::Greater => true,
        Ordering::Equal => ties == Ties::Away || q.as_words().first().is_some_and(|low| low & 1 == 1),
    };
    if up { q + UBig::ONE } else { q }
}

/// Numerator and denominator of a finite float's magnitude.
pub(super) fn fraction(f: f64) -> (UBig, UBig) {
    let (_, mantissa, exponent) = convert::decompose(f);
    let power = UBig::ONE << exponent.unsigned_abs() as usize;
    if exponent >= 0 { (UBig::from(mantissa) * power, UBig::ONE) } else { (UBig::from(mantissa), power) }
}

/// So many significant decimal digits (at least one) of a finite float, zeros at the end included.
pub(super) fn significant(f: f64, count: usize, ties: Ties) -> Digits {
    if f == 0.0 {
        return Digits { text: SmallVec::from_elem(b'0', count), point: 1 };
    }
    let (n, d) = fraction(f);
    let ten = UBig::from(10u8);
    let mut point = f.abs().log10().floor() as i32 + 1;
    loop {
        let shift = count as i64 - i64::from(point);
        let power = ten.pow(shift.unsigned_abs() as usize);
        let digits = if shift >= 0 { nearest(&(&n * power), &d, ties) } else { nearest(&n, &(&d * power), ties) };
        let text = digits.to_string();
        // The logarithm was rounded, or the digits were, to the next power of ten: then there is one too many.
        match text.len().cmp(&count) {
            Ordering::Equal => return Digits { text: SmallVec::from_slice(text.as_bytes()), point },
            Ordering::Greater => point += 1,
            Ordering::Less => point -= 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Random;
    use super::*;

    fn text(d: &Digits) -> (&str, i32) {
        (std::str::from_utf8(&d.text).unwrap(), d.point)
    }

    #[test]
    fn shortest_digits() {
        assert_eq!(text(&shortest(0.0)), ("0", 1));
        assert_eq!(text(&shortest(1.0)), ("1", 1));
        assert_eq!(text(&shortest(123.456)), ("123456", 3));
        assert_eq!(text(&shortest(-5e-324)), ("5", -323));
        assert_eq!(text(&shortest(f64::MAX)), ("17976931348623157", 309));
    }

    #[test]
    fn the_general_method_agrees_with_the_library_in_radix_ten() {
        let mut random = Random::new(81);
        let edges = [1.0, 0.1, 5e-324, 1e23, f64::MAX, f64::MIN_POSITIVE, 2f64.powi(60), 9007199254740993.0, 0.5, 10.0, 1e21];
        for f in edges.into_iter().chain((0..3000).map(|_| random.float())) {
            let (a, b) = (shortest(f), shortest_in_radix(f, 10));
            if a != b {
                // Both are shortest and read back; the library may prefer another of two equally near ones.
                assert_eq!((a.text.len(), a.point), (b.text.len(), b.point), "{f:e}");
                let t = format!("0.{}e{}", text(&b).0, b.point);
                assert_eq!(t.parse::<f64>().unwrap(), f.abs());
            }
        }
    }

    #[test]
    fn other_radices_are_exact_powers_of_two() {
        assert_eq!(text(&shortest_in_radix(0.5, 2)), ("1", 0));
        assert_eq!(text(&shortest_in_radix(10.25, 2)), ("101001", 4));
        assert_eq!(text(&shortest_in_radix(255.0, 16)), ("ff", 2));
        assert_eq!(text(&shortest_in_radix(0.1, 3)).1, -2);
        let mut random = Random::new(82);
        for _ in 0..500 {
            let f = random.float().abs();
            let d = shortest_in_radix(f, 2);
            let (n, unit) = fraction(f);
            let value = UBig::from_str_radix(text(&d).0, 2).unwrap();
            let shift = d.point - d.text.len() as i32;
            let power = UBig::ONE << shift.unsigned_abs() as usize;
            if shift >= 0 {
                assert_eq!(value * power * unit, n);
            } else {
                assert_eq!(value * unit, n * power);
            }
        }
    }

    #[test]
    fn significant_digits_are_rounded_from_the_exact_value() {
        assert_eq!(text(&significant(0.25, 1, Ties::Away)), ("3", 0));
        assert_eq!(text(&significant(0.25, 1, Ties::Even)), ("2", 0));
        assert_eq!(text(&significant(9.99, 2, Ties::Even)), ("10", 2));
        assert_eq!(text(&significant(1e21, 3, Ties::Away)), ("100", 22));
        assert_eq!(text(&significant(1.45, 2, Ties::Away)), ("14", 1)); // 1.45 is a little less
        assert_eq!(text(&significant(0.0, 3, Ties::Even)), ("000", 1));
        assert_eq!(text(&significant(5e-324, 2, Ties::Even)), ("49", -323));
        assert_eq!(text(&significant(999999.5, 6, Ties::Away)), ("100000", 7));
    }
}
