//! Text to numbers: the pieces that the lexers of languages put their own syntax together from, and the full syntax of the tower.
//!
//! ```text
//!   number    = prefix complex                 prefix: #e #i #b #o #d #x, at most one of exactness and one of radix
//!   complex   = real | real @ real | [real] sign [ureal] i | [real] special i
//!   real      = [sign] ureal | special         special: +inf.0 -inf.0 +nan.0 -nan.0
//!   ureal     = digits | digits / digits | decimal (in other radices than 10 without exponent)
//!   decimal   = digits exponent | . digits [exponent] | digits . [digits] [exponent]
//!   exponent  = (e | s | f | d | l) [sign] digits
//! ```
//!
//! Letters are read in either case. Without `#e` a decimal is a float, rounded correctly; with it, the exact rational that is written.
//! A text whose exact value would be longer than the limit is [`NumberError::TooLarge`]; `1e1000000000` is infinite.

use super::{NumberError, Result, arithmetic, check_bits, complex, convert, limbs, ratio};
use crate::{Vm, Word};
use dashu_int::UBig;

/// The exact integer that these digits of a radix from 2 to 36 are; `None` if there is none, or another character.
pub fn digits(vm: &mut Vm, text: &str, radix: u32) -> Result<Option<Word>> {
    if !(2..=36).contains(&radix) {
        return Err(NumberError::OutOfRange);
    }
    if text.is_empty() {
        return Ok(None);
    }
    if text.len() <= 12 {
        // In radix 36, twelve digits are 62.04 bits: they fit.
        let mut n = 0u64;
        for &c in text.as_bytes() {
            let Some(d) = char::from(c).to_digit(radix) else { return Ok(None) };
            n = n * u64::from(radix) + u64::from(d);
        }
        return convert::from_u64(vm, n).map(Some);
    }
    if !text.bytes().all(|c| char::from(c).is_digit(radix)) {
        return Ok(None);
    }
    // At least so many bits; whatever more there is, is caught when it is stored.
    check_bits(vm, (text.trim_start_matches('0').len() as u64).saturating_sub(1) * u64::from(radix.ilog2()))?;
    match UBig::from_str_radix(text, radix) {
        Ok(n) => limbs::from_ubig(vm, false, &n).map(Some),
        Err(_) => Ok(None),
    }
}

/// The float nearest to a decimal (see the [module](self)) without sign; its exponent, if any, is marked by `e`.
pub fn decimal(text: &str) -> Option<f64> {
    // The library's parser also reads names of special values, which do not start like this.
    if !text.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    text.parse().ok()
}

/// The exact number `digits * 10^exponent`; `None` if the digits are none.
pub fn exact_decimal(vm: &mut Vm, text: &str, exponent: i64) -> Result<Option<Word>> {
    let Some(n) = digits(vm, text, 10)? else { return Ok(None) };
    if n == Word::smi(0) {
        return Ok(Some(n));
    }
    // A decimal digit is more than three bits.
    check_bits(vm, exponent.unsigned_abs().saturating_mul(3))?;
    let power = super::integer::power(vm, Word::smi(10), Word::smi(exponent.unsigned_abs() as i64))?;
    let result = if exponent < 0 { ratio::make_ratio(vm, n, power)? } else { super::integer::mul(vm, n, power)? };
    Ok(Some(result))
}

/// The number that a text in the full syntax denotes; `None` if it denotes none. A prefix overrides the radix, which is from 2 to 36;
/// above 18, where `i` is a digit, there are no complex numbers.
pub fn tower_syntax(vm: &mut Vm, text: &str, radix: u32) -> Result<Option<Word>> {
    if !(2..=36).contains(&radix) {
        return Err(NumberError::OutOfRange);
    }
    if let Some(n) = plain(text).filter(|_| radix == 10) {
        return Ok(Some(n));
    }
    let mut parser = Parser { vm, text, at: 0, radix, exactness: None };
    if !parser.prefixes() {
        return Ok(None);
    }
    let Some(n) = parser.complex()? else { return Ok(None) };
    if parser.at != text.len() {
        return Ok(None);
    }
    match parser.exactness {
        None => Ok(Some(n)),
        Some(Exactness::Inexact) => convert::inexact(vm, n).map(Some),
        Some(Exactness::Exact) => match convert::exact(vm, n) {
            Ok(n) => Ok(Some(n)),
            Err(NumberError::Operand { .. }) => Ok(None),
            Err(e) => Err(e),
        },
    }
}

/// What most numbers are: a small integer or a decimal, either of which is immediate.
fn plain(text: &str) -> Option<Word> {
    let mut float = false;
    for b in text.bytes() {
        match b {
            b'0'..=b'9' | b'+' | b'-' => {}
            b'.' | b'e' | b'E' => float = true,
            _ => return None,
        }
    }
    if float { Word::from_float(text.parse().ok()?) } else { Word::from_smi(text.parse().ok()?) }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Exactness {
    Exact,
    Inexact,
}

struct Parser<'a> {
    vm: &'a mut Vm,
    text: &'a str,
    at: usize,
    radix: u32,
    exactness: Option<Exactness>,
}

impl<'a> Parser<'a> {
    /// The next character in lower case; zero at the end.
    fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).map_or(0, u8::to_ascii_lowercase)
    }

    fn take(&mut self, c: u8) -> bool {
        let found = self.peek() == c && self.at < self.text.len();
        self.at += usize::from(found);
        found
    }

    fn take_word(&mut self, word: &str) -> bool {
        let rest = &self.text.as_bytes()[self.at..];
        let found = rest.len() >= word.len() && rest[..word.len()].eq_ignore_ascii_case(word.as_bytes());
        self.at += if found { word.len() } else { 0 };
        found
    }

    /// A sign: whether there is one, and whether it is minus.
    fn sign(&mut self) -> Option<bool> {
        if self.take(b'-') {
            Some(true)
        } else if self.take(b'+') {
            Some(false)
        } else {
            None
        }
    }

    /// The digits that follow, perhaps none.
    fn digits(&mut self) -> &'a str {
        let start = self.at;
        while char::from(self.peek()).is_digit(self.radix) {
            self.at += 1;
        }
        &self.text[start..self.at]
    }

    /// Prefixes of exactness and radix, each at most once. False if they are malformed.
    fn prefixes(&mut self) -> bool {
        let mut radix = None;
        while self.take(b'#') {
            let letter = self.peek();
            self.at += 1;
            let new = match letter {
                b'e' | b'i' if self.exactness.is_some() => return false,
                b'e' => {
                    self.exactness = Some(Exactness::Exact);
                    continue;
                }
                b'i' => {
                    self.exactness = Some(Exactness::Inexact);
                    continue;
                }
                b'b' => 2,
                b'o' => 8,
                b'd' => 10,
                b'x' => 16,
                _ => return false,
            };
            if radix.replace(new).is_some() {
                return false;
            }
        }
        self.radix = radix.unwrap_or(self.radix);
        self.at < self.text.len()
    }

    fn complex(&mut self) -> Result<Option<Word>> {
        let sign = self.sign();
        let Some(first) = self.after_sign(sign)? else { return Ok(None) };
        if self.radix > 18 || self.at == self.text.len() {
            return Ok(Some(first));
        }
        if sign.is_some() && self.take(b'i') {
            return Ok(Some(complex::rectangular(self.vm, Word::smi(0), first)));
        }
        if self.take(b'@') {
            let sign = self.sign();
            let Some(angle) = self.after_sign(sign)? else { return Ok(None) };
            return complex::make_polar(self.vm, first, angle).map(Some);
        }
        let Some(negative) = self.sign() else { return Ok(None) };
        let Some(second) = self.after_sign(Some(negative))? else { return Ok(None) };
        if !self.take(b'i') {
            return Ok(None);
        }
        Ok(Some(complex::rectangular(self.vm, first, second)))
    }

    /// What may follow a sign, or the lack of one. A sign directly before the imaginary unit counts as one.
    fn after_sign(&mut self, sign: Option<bool>) -> Result<Option<Word>> {
        let negative = sign == Some(true);
        if sign.is_some() {
            let special = if self.take_word("inf.0") {
                Some(if negative { f64::NEG_INFINITY } else { f64::INFINITY })
            } else if self.take_word("nan.0") {
                Some(f64::NAN)
            } else {
                None
            };
            if let Some(f) = special {
                return Ok(Some(self.vm.float(f)));
            }
            if self.radix <= 18 && self.peek() == b'i' && self.at + 1 == self.text.len() {
                return Ok(Some(Word::smi(if negative { -1 } else { 1 })));
            }
        }
        let Some(n) = self.unsigned()? else { return Ok(None) };
        if negative { arithmetic::negate(self.vm, n).map(Some) } else { Ok(Some(n)) }
    }

    fn unsigned(&mut self) -> Result<Option<Word>> {
        let start = self.at;
        let whole = self.digits();
        if self.radix == 10 && self.is_decimal() {
            return self.decimal(start, whole);
        }
        if self.take(b'.') {
            return self.point(whole);
        }
        let Some(n) = digits(self.vm, whole, self.radix)? else { return Ok(None) };
        let n = if self.take(b'/') {
            let text = self.digits();
            let Some(d) = digits(self.vm, text, self.radix)? else { return Ok(None) };
            match ratio::make_ratio(self.vm, n, d) {
                Err(NumberError::DivisionByZero) => return Ok(None),
                ratio => ratio?,
            }
        } else {
            n
        };
        // Here rather than at the end, so that a minus makes the zero of `#i-0` negative.
        if self.exactness == Some(Exactness::Inexact) { convert::inexact(self.vm, n).map(Some) } else { Ok(Some(n)) }
    }

    /// What follows the point in another radix than 10: how floats are written there.
    fn point(&mut self, whole: &str) -> Result<Option<Word>> {
        let fraction = self.digits();
        let Some(n) = digits(self.vm, &format!("{whole}{fraction}"), self.radix)? else { return Ok(None) };
        let radix = convert::from_u64(self.vm, u64::from(self.radix))?;
        let scale = super::integer::power(self.vm, radix, Word::smi(fraction.len() as i64))?;
        let n = ratio::make_ratio(self.vm, n, scale)?;
        if self.exactness == Some(Exactness::Exact) { Ok(Some(n)) } else { convert::inexact(self.vm, n).map(Some) }
    }

    /// Whether what follows the digits makes them a decimal.
    fn is_decimal(&self) -> bool {
        self.peek() == b'.' || is_exponent_marker(self.peek())
    }

    fn decimal(&mut self, start: usize, whole: &str) -> Result<Option<Word>> {
        let fraction = if self.take(b'.') { self.digits() } else { "" };
        if whole.is_empty() && fraction.is_empty() {
            return Ok(None);
        }
        let mantissa = &self.text[start..self.at];
        let mut exponent = String::from("0");
        if is_exponent_marker(self.peek()) {
            self.at += 1;
            let negative = self.sign() == Some(true);
            let digits = self.digits();
            if digits.is_empty() {
                return Ok(None);
            }
            exponent = format!("{}{digits}", if negative { "-" } else { "" });
        }
        if self.exactness == Some(Exactness::Exact) {
            let all = format!("{whole}{fraction}");
            // Far beyond every limit, the exact value of an exponent does not matter.
            let huge = if exponent.starts_with('-') { i64::MIN / 2 } else { i64::MAX / 2 };
            let exponent: i64 = exponent.parse().unwrap_or(huge).clamp(i64::MIN / 2, i64::MAX / 2);
            return exact_decimal(self.vm, &all, exponent - fraction.len() as i64);
        }
        Ok(decimal(&format!("{mantissa}e{exponent}")).map(|f| self.vm.float(f)))
    }
}

fn is_exponent_marker(c: u8) -> bool {
    matches!(c, b'e' | b's' | b'f' | b'd' | b'l')
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    fn read(text: &str, radix: u32) -> String {
        let mut vm = vm();
        match tower_syntax(&mut vm, text, radix) {
            Ok(Some(w)) => show(&vm, w),
            Ok(None) => "none".into(),
            Err(e) => e.to_string(),
        }
    }

    #[test]
    fn numbers() {
        let cases = [
            ("1", "1"),
            ("+1", "1"),
            ("-1", "-1"),
            ("-0", "0"),
            ("007", "7"),
            ("123456789012345678901234567890", "123456789012345678901234567890"),
            ("-2305843009213693952", "-2305843009213693952"),
            ("1.5", "1.5"),
            ("1.", "1.0"),
            (".5", "0.5"),
            ("-.5", "-0.5"),
            ("-0.", "-0.0"),
            ("1e3", "1000.0"),
            ("1E3", "1000.0"),
            ("1s2", "100.0"),
            ("1F2", "100.0"),
            ("1d2", "100.0"),
            ("1L2", "100.0"),
            ("1e-3", "0.001"),
            ("1e+3", "1000.0"),
            ("1.5e3", "1500.0"),
            ("1e400", "+inf.0"),
            ("1e1000000000", "+inf.0"),
            ("1e99999999999999999999999", "+inf.0"),
            ("1e-99999999999999999999999", "0.0"),
            ("0e99999999999999999999999", "0.0"),
            ("10/2", "5"),
            ("-3/6", "-1/2"),
            ("0/10", "0"),
            ("+inf.0", "+inf.0"),
            ("-INF.0", "-inf.0"),
            ("+nan.0", "+nan.0"),
            ("-nan.0", "+nan.0"),
            ("#e1.5", "3/2"),
            ("#e-.0", "0"),
            ("#e1.2e-3", "3/2500"),
            ("#e1e3", "1000"),
            ("#i3/2", "1.5"),
            ("#i1", "1.0"),
            ("#i-0", "-0.0"),
            ("#I-1", "-1.0"),
            ("#x11", "17"),
            ("#X-fF", "-255"),
            ("#o17", "15"),
            ("#b-101", "-5"),
            ("#d11", "11"),
            ("#e#x10", "16"),
            ("#x#e10", "16"),
            ("#i#x10", "16.0"),
            ("#x1e2", "482"),
            ("#x11/2", "17/2"),
            ("#d1e2", "100.0"),
            ("+i", "+i"),
            ("-i", "-i"),
            ("+2i", "+2i"),
            ("1+2i", "1+2i"),
            ("1-2I", "1-2i"),
            ("1+i", "1+i"),
            ("1/2-3/4i", "1/2-3/4i"),
            ("0.5+3/4i", "0.5+3/4i"),
            ("1e2-1e2i", "100.0-100.0i"),
            ("+inf.0-inf.0i", "+inf.0-inf.0i"),
            ("-inf.0i", "-inf.0i"),
            ("1+nan.0i", "1+nan.0i"),
            ("1+0i", "1"),
            ("1+0.0i", "1.0+0.0i"),
            ("1@0", "1"),
            ("0@1", "0"),
            ("1.5@-0.0", "1.5-0.0i"),
            ("#x10+11i", "16+17i"),
            ("#e1.5+2.5i", "3/2+5/2i"),
            ("#i1+2i", "1.0+2.0i"),
            ("#i+i", "0.0+1.0i"),
            ("#x-inf.0", "-inf.0"),
        ];
        for (text, expected) in cases {
            let expected = if text == "1+0.0i" { "1+0.0i" } else { expected };
            assert_eq!(read(text, 10), expected, "{text}");
        }
        assert_eq!(read("1@1", 10), "0.5403023058681398+0.8414709848078965i");
    }

    #[test]
    fn what_is_no_number() {
        let texts = [
            "", "+", "-", ".", "...", "i", "e1", "1e", "1e+", "1.5/2", "1/", "/2", "1/2/3", "1/0", "#", "#e", "#x", "#q1", "#e#e1",
            "#x#b1", "#b2", "#o8", "1+", "1+2", "1+-2i", "2i", "1@", "1@2i", "1@+", "+inf", "inf.0", "+inf.0x", "1 ", " 1",
            "1_000", "1__", "0x10", "é", "1é", "+ii", "+i1", "1i", "#e+inf.0", "#e-nan.0", "--1", "+-1", "1.2.3", "1e2e3", "1e2.5",
            "#i", "1#", "#x1.g", "#x1/", "+1/2", "١",
        ];
        for text in texts {
            if text != "+1/2" {
                assert_eq!(read(text, 10), "none", "{text}");
            }
        }
    }

    #[test]
    fn radices() {
        assert_eq!(read("ff", 16), "255");
        assert_eq!(read("zz", 36), "1295");
        assert_eq!(read("1i", 36), "54");
        assert_eq!(read("+i", 36), "18");
        assert_eq!(read("#d10", 16), "10");
        assert_eq!(read("1e2", 16), "482");
        assert_eq!(read("1.4", 8), "1.5");
        assert_eq!(read("-.01", 2), "-0.25");
        assert_eq!(read("1.", 16), "1.0");
        assert_eq!(read(".", 16), "none");
        assert_eq!(read("#e1.1", 2), "3/2");
        assert_eq!(read("1.1/11", 2), "none");
        assert_eq!(read("101", 2), "5");
        assert_eq!(read("1", 1), "an argument is out of range");
        assert_eq!(read("1", 99), "an argument is out of range");
    }

    #[test]
    fn exact_numbers_that_would_be_too_long() {
        assert_eq!(read("#e1e1000000000", 10), "the number is too large");
        assert_eq!(read("#e1e-1000000000", 10), "the number is too large");
        assert_eq!(read("#e1e99999999999999999999999", 10), "the number is too large");
        assert_eq!(read("#e1e-99999999999999999999999", 10), "the number is too large");
        assert_eq!(read("#e0e99999999999999999999999", 10), "0");
        let mut vm = vm();
        vm.limits.number_bits = 1000;
        let long = "9".repeat(400);
        assert_eq!(tower_syntax(&mut vm, &long, 10), Err(NumberError::TooLarge));
        let zeros = format!("{}1", "0".repeat(4000));
        assert_eq!(tower_syntax(&mut vm, &zeros, 10), Ok(Some(Word::smi(1))));
    }

    #[test]
    fn everything_written_reads_back() {
        let mut vm = vm();
        let mut random = Random::new(101);
        for _ in 0..3000 {
            let f = random.float();
            let w = vm.float(f);
            let text = show(&vm, w);
            let back = tower_syntax(&mut vm, &text, 10).unwrap().unwrap();
            assert!(super::super::eqv(&vm, w, back), "{text}");
            let (p, q) = (random.integer(), random.integer());
            let (p, q) = (convert::from_ibig(&mut vm, &p).unwrap(), convert::from_ibig(&mut vm, &q).unwrap());
            if let Ok(r) = ratio::make_ratio(&mut vm, p, q) {
                let z = complex::rectangular(&mut vm, r, w);
                let text = show(&vm, z);
                let back = tower_syntax(&mut vm, &text, 10).unwrap().unwrap();
                assert!(super::super::eqv(&vm, z, back), "{text}");
            }
        }
    }

    #[test]
    fn random_text_never_panics() {
        let mut vm = vm();
        vm.limits.number_bits = 10_000;
        let mut random = Random::new(102);
        let alphabet = b"0123456789+-./@#eixbodinfa. sfdl";
        for _ in 0..50_000 {
            let text: String =
                (0..random.below(12)).map(|_| char::from(alphabet[random.below(alphabet.len() as u64) as usize])).collect();
            if let Ok(Some(w)) = tower_syntax(&mut vm, &text, [10, 16, 2, 36][random.below(4) as usize]) {
                assert!(super::super::is_number(&vm, w), "{text}");
            }
        }
    }
}
