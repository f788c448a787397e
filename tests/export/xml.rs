//! A reader of XML that knows nothing of the census: tags and texts, as they come.

/// An element with what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Its name.
    pub name: String,
    /// Its text, when it holds no elements.
    pub text: String,
    /// The elements in it.
    pub parts: Vec<Node>,
}

impl Node {
    /// The parts of a name.
    pub fn all(&self, name: &str) -> Vec<&Node> {
        self.parts.iter().filter(|p| p.name == name).collect()
    }

    /// The text of the only part of a name.
    pub fn said(&self, name: &str) -> Option<&str> {
        match self.all(name).as_slice() {
            [] => None,
            [one] => Some(&one.text),
            _ => panic!("{name} stands twice in {}", self.name),
        }
    }

    /// Every element below, itself included, with the name of what it stands in.
    pub fn walk<'n>(&'n self, inside: &'n str, see: &mut impl FnMut(&'n str, &'n Node)) {
        see(inside, self);
        self.parts.iter().for_each(|p| p.walk(&self.name, see));
    }
}

/// The outermost element of a text.
pub fn parse(text: &str) -> Node {
    let mut open = vec![Node { name: String::new(), text: String::new(), parts: Vec::new() }];
    for piece in text.split('<').skip(1) {
        let (tag, rest) = piece.split_once('>').unwrap();
        match tag.strip_prefix('/') {
            _ if tag.starts_with('?') => {}
            Some(name) => {
                let done = open.pop().unwrap();
                assert_eq!(done.name, name, "closed by another");
                open.last_mut().unwrap().parts.push(done);
            }
            None => {
                assert!(!tag.ends_with('/') && !tag.contains(' '), "{tag}");
                open.push(Node { name: tag.to_owned(), text: rest.trim().to_owned(), parts: Vec::new() });
            }
        }
    }
    assert_eq!(open.len(), 1, "something stays open");
    open.remove(0).parts.remove(0)
}
