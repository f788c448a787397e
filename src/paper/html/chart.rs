//! A chart as SVG that a screen reader can name.

use crate::paper::made::Chart;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;
use plotters::style::RGBColor;

const WIDTH: u32 = 900;
/// Lines that only help the eye.
const GRID: RGBColor = RGBColor(0xd8, 0xda, 0xdc);
/// Longest label below a bar or point.
const LABEL: usize = 32;

/// Colours that stay apart for those who see few.
const COLOURS: [RGBColor; 6] = [
    RGBColor(0x1d, 0x70, 0xb8),
    RGBColor(0xd4, 0x35, 0x1c),
    RGBColor(0x00, 0x70, 0x3c),
    RGBColor(0x4c, 0x2c, 0x92),
    RGBColor(0xb5, 0x84, 0x00),
    RGBColor(0x50, 0x5a, 0x5f),
];

/// The chart as SVG; `number` makes its ids its own.
pub(super) fn drawn(chart: &Chart, title: &str, number: usize) -> Result<String, String> {
    let mut svg = String::new();
    draw(chart, &mut svg).map_err(|e| format!("the chart \"{title}\" could not be drawn: {e}"))?;
    let body = svg.find("<svg").and_then(|at| svg.get(at..)).unwrap_or_default();
    let what = super::escaped(&format!("{title}: {}", chart.what));
    let points = chart.labels.len();
    let name = format!(
        "<svg role=\"img\" aria-labelledby=\"c{number}t c{number}d\" viewBox=\"0 0 {WIDTH} {height}\"><title id=\"c{number}t\">{what}</title><desc id=\"c{number}d\">{points} values from {first} to {last}; the table below holds them.</desc>",
        height = height(chart),
        first = super::escaped(chart.labels.first().map_or("", String::as_str)),
        last = super::escaped(chart.labels.last().map_or("", String::as_str)),
    );
    let inner = body.find('>').and_then(|at| body.get(at + 1..)).unwrap_or_default();
    Ok(name + inner)
}

type Fault = Box<dyn std::error::Error>;
type Root<'a> = DrawingArea<SVGBackend<'a>, plotters::coord::Shift>;
type Plane = Cartesian2d<RangedCoordf64, RangedCoordf64>;
type Area<'a> = ChartContext<'a, SVGBackend<'a>, Plane>;

fn draw(chart: &Chart, svg: &mut String) -> Result<(), Fault> {
    let root = SVGBackend::with_string(svg, (WIDTH, height(chart))).into_drawing_area();
    root.fill(&WHITE)?;
    let numbers = chart.values.iter().flat_map(|(_, v)| v.iter().flatten().copied());
    let most = numbers.chain(chart.marks.iter().map(|m| m.1)).fold(0.0_f64, f64::max);
    let top = if most > 0.0 { most * 1.12 } else { 1.0 };
    match chart.lines {
        true => lines(chart, &root, top),
        false => bars(chart, &root, top),
    }?;
    root.present()?;
    Ok(())
}

/// Bars lie on their side, so that their names have room: each needs its own height.
fn height(chart: &Chart) -> u32 {
    match chart.lines {
        true => 380,
        false => 90 + 30 * chart.labels.len() as u32,
    }
}

fn colour(place: usize) -> RGBColor {
    COLOURS.get(place % COLOURS.len()).copied().unwrap_or(BLACK)
}

/// The label at a place of the axis; nothing between two places.
fn label(chart: &Chart, at: f64) -> String {
    let place = at.round();
    let near = (at - place).abs() < 0.01 && place >= 0.0;
    let text = chart.labels.get(place as usize).filter(|_| near).map_or("", String::as_str);
    text.chars().take(LABEL).collect()
}

fn lines<'a>(chart: &Chart, root: &Root<'a>, top: f64) -> Result<(), Fault> {
    let points = chart.labels.len().max(1);
    let mut area: Area<'a> = ChartBuilder::on(root)
        .margin(12)
        .x_label_area_size(46)
        .y_label_area_size(52)
        .build_cartesian_2d(-0.5..(points as f64 - 0.5), 0.0..top)?;
    area.configure_mesh()
        .disable_x_mesh()
        .light_line_style(WHITE)
        .bold_line_style(GRID)
        .x_labels(points.min(12))
        .x_label_formatter(&|at: &f64| label(chart, *at))
        .label_style(("sans-serif", 13))
        .draw()?;
    for (place, (name, values)) in chart.values.iter().enumerate() {
        let colour = colour(place);
        // A day that cannot be told breaks the line; what stands for it is named once.
        let mut named = Some(name);
        for run in runs(values) {
            let drawn = area.draw_series(LineSeries::new(run.iter().copied(), colour.stroke_width(3)))?;
            if let Some(name) = named.take() {
                drawn.label(name.clone()).legend(move |(x, y)| key(x, y, colour));
            }
            area.draw_series(run.iter().map(|p| Circle::new(*p, 4, colour.filled())))?;
        }
    }
    let (first, last) = (-0.5, points as f64 - 0.5);
    marks(chart, &mut area, chart.values.len(), |value| [(first, value), (last, value)])
}

fn bars<'a>(chart: &Chart, root: &Root<'a>, top: f64) -> Result<(), Fault> {
    let rows = chart.labels.len().max(1);
    // The first stands at the top.
    let mut area: Area<'a> = ChartBuilder::on(root)
        .margin(12)
        .x_label_area_size(30)
        .y_label_area_size(230)
        .build_cartesian_2d(0.0..top, (rows as f64 - 0.5)..-0.5)?;
    area.configure_mesh()
        .disable_y_mesh()
        .light_line_style(WHITE)
        .bold_line_style(GRID)
        .y_labels(rows)
        .y_label_formatter(&|at: &f64| label(chart, *at))
        .label_style(("sans-serif", 13))
        .draw()?;
    let values = chart.values.iter().flat_map(|(_, v)| v.iter().enumerate());
    let bars = values.filter_map(|(i, v)| Some((i as f64, (*v)?)));
    let style = colour(0).filled();
    area.draw_series(bars.map(|(y, v)| Rectangle::new([(0.0, y - 0.35), (v, y + 0.35)], style)))?;
    let (first, last) = (rows as f64 - 0.5, -0.5);
    marks(chart, &mut area, 1, |value| [(value, first), (value, last)])
}

/// A line across for each target and comparator, and what the strokes stand for; `used` colours are taken.
fn marks(
    chart: &Chart,
    area: &mut Area<'_>,
    used: usize,
    across: impl Fn(f64) -> [(f64, f64); 2],
) -> Result<(), Fault> {
    for (place, (name, value)) in chart.marks.iter().enumerate() {
        let colour = colour(used + place);
        area.draw_series(DashedLineSeries::new(across(*value), 8, 5, colour.stroke_width(2)))?
            .label(format!("{name} {value}"))
            .legend(move |(x, y)| key(x, y, colour));
    }
    if chart.lines || !chart.marks.is_empty() {
        area.configure_series_labels()
            .background_style(WHITE.mix(0.85))
            .border_style(GRID)
            .label_font(("sans-serif", 13))
            .position(SeriesLabelPosition::LowerRight)
            .draw()?;
    }
    Ok(())
}

/// The stroke beside a name.
fn key(x: i32, y: i32, colour: RGBColor) -> PathElement<(i32, i32)> {
    PathElement::new([(x, y), (x + 18, y)], colour.stroke_width(3))
}

/// The stretches of a line in which every value is known.
fn runs(values: &[Option<f64>]) -> Vec<Vec<(f64, f64)>> {
    let mut out: Vec<Vec<(f64, f64)>> = vec![Vec::new()];
    for (i, value) in values.iter().enumerate() {
        match (value, out.last_mut()) {
            (Some(v), Some(run)) => run.push((i as f64, *v)),
            _ => out.push(Vec::new()),
        }
    }
    out.retain(|run| !run.is_empty());
    out
}
