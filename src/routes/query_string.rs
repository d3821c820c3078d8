//! The part of an address after the `?`, as fields in order. Pure, so that it runs on the host.

/// Decoded fields, in the order they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueryString {
    fields: Vec<(String, String)>,
}

impl QueryString {
    /// Reads `a=1&b=2`, with or without the leading `?`. What is not valid percent-encoding is kept as
    /// it stands; a damaged link must not lose its other fields.
    #[must_use]
    pub fn parse(search: &str) -> Self {
        let fields = search
            .trim_start_matches('?')
            .split('&')
            .filter(|field| !field.is_empty())
            .map(|field| {
                let (key, value) = field.split_once('=').unwrap_or((field, ""));
                (decode(key), decode(value))
            })
            .collect();
        Self { fields }
    }

    /// The first field of that name, unless it is empty.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        let (_, value) = self.fields.iter().find(|(name, _)| name == key)?;
        Some(value.as_str()).filter(|value| !value.is_empty())
    }

    /// The first field of that name, where it can be read as `T`.
    #[must_use]
    pub fn read<T: std::str::FromStr>(&self, key: &str) -> Option<T> {
        self.get(key)?.parse().ok()
    }

    pub fn push(&mut self, key: &str, value: &str) {
        self.fields.push((key.to_owned(), value.to_owned()));
    }

    /// Writes the field where there is a value that is not empty.
    pub fn push_some(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            self.push(key, value);
        }
    }

    /// The path with these fields behind it, and no `?` where there are none.
    #[must_use]
    pub fn after(&self, path: String) -> String {
        let mut href = path;
        for (index, (key, value)) in self.fields.iter().enumerate() {
            href.push(if index == 0 { '?' } else { '&' });
            encode_into(&mut href, key);
            href.push('=');
            encode_into(&mut href, value);
        }
        href
    }
}

/// Percent-encodes everything but RFC 3986's unreserved characters.
fn encode_into(out: &mut String, text: &str) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}

fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match (bytes[at], hex_pair(bytes, at + 1)) {
            (b'%', Some(byte)) => {
                decoded.push(byte);
                at += 3;
                continue;
            }
            (b'+', _) => decoded.push(b' '),
            (byte, _) => decoded.push(byte),
        }
        at += 1;
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

fn hex_pair(bytes: &[u8], at: usize) -> Option<u8> {
    let high = char::from(*bytes.get(at)?).to_digit(16)?;
    let low = char::from(*bytes.get(at + 1)?).to_digit(16)?;
    u8::try_from(high * 16 + low).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_round_trip(value: &str) {
        let mut fields = QueryString::default();
        fields.push("q", value);
        let href = fields.after("/x".to_owned());
        assert_eq!(QueryString::parse(href.strip_prefix("/x").unwrap()), fields, "{href}");
    }

    #[test]
    fn any_text_survives_the_address() {
        for value in ["a", "ㅎㄱㄷ", "김 연&수=학?", "100%", "%41", "+82 10-1234-5678", "🧾/\\\"'"]
        {
            check_round_trip(value);
        }
    }

    #[test]
    fn no_fields_means_no_question_mark() {
        assert_eq!(QueryString::default().after("/payments".to_owned()), "/payments");
        assert_eq!(QueryString::parse("?"), QueryString::default());
    }

    #[track_caller]
    fn check_read(search: &str, expected: Option<&str>) {
        assert_eq!(QueryString::parse(search).get("q"), expected, "{search}");
    }

    #[test]
    fn links_made_elsewhere_are_read_kindly() {
        check_read("q=a+b", Some("a b"));
        check_read("?x=1&q=a", Some("a"));
        check_read("q", None);
        check_read("q=", None);
        check_read("q=%", Some("%"));
        check_read("q=%zz", Some("%zz"));
        check_read("q=%FF", Some("%FF"));
        check_read("q=a%2", Some("a%2"));
        check_read("q=1&q=2", Some("1"));
    }
}
