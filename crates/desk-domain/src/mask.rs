//! What a screen may show of a person without a reason: enough to recognise, too little to take away.

/// `김서연` → `김*연`, `이준` → `이*`, `Kim Seoyeon` → `K*********n`.
#[must_use]
pub fn name(full: &str) -> String {
    let letters: Vec<char> = full.chars().collect();
    match letters.as_slice() {
        [] => String::new(),
        [only] => only.to_string(),
        [first, _] => format!("{first}*"),
        [first, middle @ .., last] => format!("{first}{}{last}", "*".repeat(middle.len())),
    }
}

/// `010-1234-5678` and `01012345678` → `010-****-5678`.
#[must_use]
pub fn phone(full: &str) -> String {
    let digits: String = full.chars().filter(char::is_ascii_digit).collect();
    match digits.len() {
        0 => String::new(),
        1..=4 => "*".repeat(digits.len()),
        5..=7 => format!("***-{}", &digits[digits.len() - 4..]),
        length => format!("{}-****-{}", &digits[..3], &digits[length - 4..]),
    }
}

/// All but the last four digits: `110123456789` → `********6789`.
#[must_use]
pub fn account(full: &str) -> String {
    let digits: Vec<char> = full.chars().filter(char::is_ascii_digit).collect();
    let hidden = digits.len().saturating_sub(4);
    digits
        .iter()
        .enumerate()
        .map(|(place, digit)| if place < hidden { '*' } else { *digit })
        .collect()
}

/// First six and last four of a card, as receipts print it: `433012******1234`. What the vendor has
/// masked already stays masked; a full number never passes.
#[must_use]
pub fn card(number: &str) -> String {
    let signs: Vec<char> =
        number.chars().filter(|sign| sign.is_ascii_digit() || *sign == '*').collect();
    let last = signs.len().saturating_sub(4);
    signs
        .iter()
        .enumerate()
        .map(|(place, sign)| if place < 6 || place >= last { *sign } else { '*' })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enough_is_left_to_recognise() {
        assert_eq!(name("김서연"), "김*연");
        assert_eq!(name("이준"), "이*");
        assert_eq!(name("남궁민수"), "남**수");
        assert_eq!(name("김"), "김");
        assert_eq!(name(""), "");
        assert_eq!(phone("010-1234-5678"), "010-****-5678");
        assert_eq!(phone("01012345678"), "010-****-5678");
        assert_eq!(phone("15881234"), "158-****-1234");
        assert_eq!(phone("1234"), "****");
        assert_eq!(account("110-123-456789"), "********6789");
        assert_eq!(account("12"), "12");
    }

    #[test]
    fn a_card_number_never_passes_whole() {
        assert_eq!(card("4330123412341234"), "433012******1234");
        assert_eq!(card("433012******1234"), "433012******1234");
        assert_eq!(card("4330-12**-****-1234"), "433012******1234");
    }
}
