//! `by team, age in bands from (0, 5, 16)`.

use super::cohort::Counted;
use crate::lang::ast;
use crate::lang::checked::{By, ByItem, Value};
use crate::lang::resolve::{Resolver, Ty, View};
use crate::record::{FieldType, Shape};
use crate::text::Sources;

impl Resolver<'_, '_> {
    /// All items of a `by`.
    pub(crate) fn by(&mut self, list: &[ast::By], of: &Counted, sources: &Sources) -> Option<Vec<By>> {
        let found: Vec<Option<By>> = list.iter().map(|b| self.by_item(b, of, sources)).collect();
        found.into_iter().collect()
    }

    fn by_item(&mut self, b: &ast::By, of: &Counted, sources: &Sources) -> Option<By> {
        let words = sources.get(b.what.span.source).map_or("", |s| s.slice(b.what.span));
        let name = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let bands = self.bands(b);
        let single = match &b.what.kind {
            ast::ExprKind::Path(path) => path.single().map(|n| n.text.clone()),
            _ => None,
        };
        let responsible = match single.as_deref() {
            Some("team") => Some(ByItem::Team),
            Some("worker") => Some(ByItem::Worker),
            Some("service") => Some(ByItem::Service),
            Some("locality") => Some(ByItem::Locality),
            _ => None,
        };
        if let (Some(item), true) = (responsible, self.of_children(of, single.as_deref())) {
            if !b.bands.is_empty() {
                return self.no_bands(b);
            }
            return Some(By { name, item, bands: bands? });
        }
        let values: Vec<Option<Value>> = of
            .subjects
            .iter()
            .map(|s| {
                let view = View::of(Self::frame_of(s));
                let what = self.through_team(&b.what, single.as_deref(), &view);
                let (value, ty) = self.value(&what, &view)?;
                if !b.bands.is_empty() && !matches!(ty, Ty::Number(_)) {
                    return self.no_bands(b);
                }
                Some(value)
            })
            .collect();
        let values = values.into_iter().collect::<Option<Vec<Value>>>()?;
        Some(By { name, item: ByItem::Value(values), bands: bands? })
    }

    fn no_bands<T>(&mut self, b: &ast::By) -> Option<T> {
        self.refuse(
            "bands-of-no-number",
            b.span,
            "only numbers can be put in bands",
            "leave `in bands` out, or name a number such as `age`",
        )
    }

    /// Whether team, worker, service and locality are those responsible for the child. What happened on one day and
    /// names its own team keeps it; so do records that are of no child, such as posts.
    fn of_children(&self, of: &Counted, name: Option<&str>) -> bool {
        let responsible = |kind| {
            let vocabulary = self.env.vocabulary;
            let child = self.born_of(kind) == Some(vocabulary.root(kind));
            let own = vocabulary
                .kind(kind)
                .is_some_and(|k| k.shape == Shape::Event && name.is_some_and(|n| k.field(n).is_some()));
            child && !own
        };
        of.judged && of.subjects.iter().all(|s| self.born_of(s.kind).is_some())
            || of.subjects.iter().all(|s| responsible(s.kind))
    }

    /// `service` and `locality` of a record that has only a team are those of the team.
    fn through_team(&self, what: &ast::Expr, name: Option<&str>, view: &View) -> ast::Expr {
        let (Some(word @ ("service" | "locality")), ast::ExprKind::Path(path)) = (name, &what.kind) else {
            return what.clone();
        };
        let Some(own) = &view.own else { return what.clone() };
        let team = self.env.vocabulary.kind(own.kind).and_then(|k| k.field_at(k.field("team")?));
        let has_team = team.is_some_and(|f| matches!(f.field_type, FieldType::Link(_)));
        if self.lookup(own, word).is_some() || !has_team {
            return what.clone();
        }
        let mut path = path.clone();
        if let Some(step) = path.steps.first().cloned() {
            let name = ast::Name { text: "team".to_owned(), span: step.name.span };
            path.steps.push(ast::Step { name, ..step });
        }
        ast::Expr { kind: ast::ExprKind::Path(path), span: what.span }
    }

    fn bands(&mut self, b: &ast::By) -> Option<Vec<f64>> {
        let mut bands: Vec<f64> = Vec::new();
        for v in &b.bands {
            let ast::Literal::Number(n) = &v.literal else {
                return self.refuse(
                    "wrong-type",
                    v.span,
                    "a band begins at a number",
                    "say for example `in bands from (0, 12, 24)`",
                );
            };
            let n = n.to_f64();
            if bands.last().is_some_and(|before| n <= *before) {
                return self.refuse(
                    "out-of-order",
                    v.span,
                    "bands are written from the lowest to the highest",
                    "each number begins a band, and the last one has no upper end",
                );
            }
            bands.push(n);
        }
        Some(bands)
    }
}
