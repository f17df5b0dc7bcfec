//! Single characters: their classes by the Unicode properties, and the mappings of one character to one.
//!
//! A character is a code point; a lone surrogate belongs to no class and is mapped to itself.

/// Whether it has the property Alphabetic.
#[inline]
pub fn is_alphabetic(c: u32) -> bool {
    char::from_u32(c).is_some_and(char::is_alphabetic)
}

/// Whether it is a decimal digit of any script (general category Nd).
#[inline]
pub fn is_numeric(c: u32) -> bool {
    digit_value(c).is_some()
}

/// Whether it has the property White_Space.
#[inline]
pub fn is_whitespace(c: u32) -> bool {
    char::from_u32(c).is_some_and(char::is_whitespace)
}

/// Whether it has the property Uppercase.
#[inline]
pub fn is_upper(c: u32) -> bool {
    char::from_u32(c).is_some_and(char::is_uppercase)
}

/// Whether it has the property Lowercase.
#[inline]
pub fn is_lower(c: u32) -> bool {
    char::from_u32(c).is_some_and(char::is_lowercase)
}

/// The value of a decimal digit of any script.
#[inline]
pub fn digit_value(c: u32) -> Option<u32> {
    if c < 0x80 {
        return if (0x30..0x3a).contains(&c) { Some(c - 0x30) } else { None };
    }
    let i = ZEROS.partition_point(|&zero| zero <= c).checked_sub(1)?;
    let value = c - ZEROS[i];
    if value < 10 { Some(value) } else { None }
}

/// The digit zero of every script; the others follow it (Unicode 17).
static ZEROS: [u32; 77] = [
    0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20, 0x1040,
    0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0,
    0xaa50, 0xabf0, 0xff10, 0x104a0, 0x10d30, 0x10d40, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650,
    0x116c0, 0x116d0, 0x116da, 0x11730, 0x118e0, 0x11950, 0x11bf0, 0x11c50, 0x11d50, 0x11da0, 0x11de0, 0x11f50, 0x16130, 0x16a60,
    0x16ac0, 0x16b50, 0x16d70, 0x1ccf0, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e4f0, 0x1e5f1, 0x1e950,
    0x1fbf0,
];

/// The only character of an iterator.
fn single(mut mapped: impl Iterator<Item = char>) -> Option<u32> {
    match (mapped.next(), mapped.next()) {
        (Some(c), None) => Some(u32::from(c)),
        _ => None,
    }
}

/// The simple uppercase mapping.
pub fn upcase(c: u32) -> u32 {
    let Some(char) = char::from_u32(c) else { return c };
    if let Some(upper) = single(char.to_uppercase()) {
        return upper;
    }
    // Of the characters whose full mapping is longer, only the Greek ones with iota below have a simple one.
    match c {
        0x1f80..=0x1f87 | 0x1f90..=0x1f97 | 0x1fa0..=0x1fa7 => c + 8,
        0x1fb3 | 0x1fc3 | 0x1ff3 => c + 9,
        _ => c,
    }
}

/// The simple lowercase mapping.
pub fn downcase(c: u32) -> u32 {
    let Some(char) = char::from_u32(c) else { return c };
    // The one character whose full mapping is longer is the capital i with a dot.
    single(char.to_lowercase()).unwrap_or(if c == 0x130 { 0x69 } else { c })
}

/// The simple case folding: characters that differ only in case are folded to the same.
pub fn foldcase(c: u32) -> u32 {
    if c < 0x80 {
        return downcase(c);
    }
    match special_folding(c) {
        Some(folded) => folded,
        None => match c {
            0x1fd3 => 0x390,
            0x1fe3 => 0x3b0,
            0xfb05 => 0xfb06,
            _ => downcase(upcase(c)),
        },
    }
}

/// The foldings to one character that are not the lowercase of the uppercase: the dotless and the dotted i, which have no folding to one
/// character, and the Cherokee letters, which are folded to upper case.
pub(super) fn special_folding(c: u32) -> Option<u32> {
    match c {
        0x130 | 0x131 | 0x13a0..=0x13f5 => Some(c),
        0x13f8..=0x13fd => Some(c - 8),
        0xab70..=0xabbf => Some(c - 0xab70 + 0x13a0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Test = fn(u32) -> bool;

    #[test]
    fn classes() {
        let yes: [(Test, &str); 5] = [
            (is_alphabetic, "aZäλ日\u{2160}"),
            (is_numeric, "09٣\u{1d7d8}"),
            (is_whitespace, " \t\n\u{a0}\u{2003}"),
            (is_upper, "AÄΛ\u{2160}"),
            (is_lower, "aäλ\u{aa}"),
        ];
        let no = ["1 _\u{d7}", "aⅣ½二", "a\u{200b}", "aλ1", "AΛ1"];
        for ((test, yes), no) in yes.into_iter().zip(no) {
            assert!(yes.chars().all(|c| test(c.into())), "{yes}");
            assert!(!no.chars().any(|c| test(c.into())), "{no}");
        }
        for test in [is_alphabetic, is_numeric, is_whitespace, is_upper, is_lower] {
            assert!(!test(0xd800) && !test(0x11_0000));
        }
    }

    #[test]
    fn digit_values() {
        for (c, value) in
            [('0', Some(0)), ('9', Some(9)), ('٣', Some(3)), ('०', Some(0)), ('a', None), ('²', None), ('½', None), ('/', None)]
        {
            assert_eq!(digit_value(c.into()), value, "{c}");
        }
        assert!(ZEROS.is_sorted());
        for zero in ZEROS {
            for value in 0..10 {
                assert_eq!(digit_value(zero + value), Some(value));
                assert!(char::from_u32(zero + value).is_some_and(char::is_numeric), "{:x}", zero + value);
            }
        }
    }

    #[test]
    fn mappings_of_one_character_to_one() {
        let cases = [
            ('a', 'A', 'a', 'a'),
            ('A', 'A', 'a', 'a'),
            ('ß', 'ß', 'ß', 'ß'),
            ('ẞ', 'ẞ', 'ß', 'ß'),
            ('ς', 'Σ', 'ς', 'σ'),
            ('Σ', 'Σ', 'σ', 'σ'),
            ('ı', 'I', 'ı', 'ı'),
            ('İ', 'İ', 'i', 'İ'),
            ('ᾳ', 'ᾼ', 'ᾳ', 'ᾳ'),
            ('ᾼ', 'ᾼ', 'ᾳ', 'ᾳ'),
            ('ǆ', 'Ǆ', 'ǆ', 'ǆ'),
            ('ꭰ', 'Ꭰ', 'ꭰ', 'Ꭰ'),
            ('ﬁ', 'ﬁ', 'ﬁ', 'ﬁ'),
            ('1', '1', '1', '1'),
        ];
        for (c, up, down, fold) in cases {
            let c32 = u32::from(c);
            assert_eq!([upcase(c32), downcase(c32), foldcase(c32)], [up, down, fold].map(u32::from), "{c}");
        }
        assert_eq!([upcase(0xd800), downcase(0xd800), foldcase(0xd800)], [0xd800; 3]);
    }

    #[test]
    fn folding_is_idempotent_and_joins_the_cases() {
        for c in 0..0x11_0000 {
            let f = foldcase(c);
            assert_eq!(foldcase(f), f, "{c:x}");
            // The dotted and dotless i are the exceptions that the standard makes.
            if c != 0x130 && c != 0x131 {
                assert_eq!(foldcase(upcase(c)), f, "{c:x}");
            }
        }
    }
}
