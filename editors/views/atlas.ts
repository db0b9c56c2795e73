// The outlines under the dots: land, borders and names of countries, in a projection that suits the places shown.

import {
  geoArea,
  geoAzimuthalEqualArea,
  geoCentroid,
  geoDistance,
  geoGraticule10,
  geoNaturalEarth1,
  geoPath,
  type GeoPermissibleObjects,
  type GeoProjection,
} from 'd3-geo';
import { feature, mesh } from 'topojson-client';
import type { FeatureCollection, Geometry, MultiLineString, MultiPolygon, Polygon, Position } from 'geojson';
import type { GeometryCollection, Topology } from 'topojson-specification';
import world from 'world-atlas/countries-50m.json';

type World = Topology<{ countries: GeometryCollection<{ name: string }>; land: GeometryCollection }>;

export interface Outlines {
  projection: GeoProjection;
  sphere: string;
  graticule: string;
  land: string;
  borders: string;
  countries: { name: string; x: number; y: number; /** Square pixels, before zooming. */ area: number }[];
}

const topology = world as unknown as World;
let parts: { land: GeoPermissibleObjects; borders: MultiLineString; countries: { name: string; at: Position; area: number }[] } | undefined;

function read(): NonNullable<typeof parts> {
  parts ??= {
    land: feature(topology, topology.objects.land) as GeoPermissibleObjects,
    borders: mesh(topology, topology.objects.countries as GeometryCollection, (a, b) => a !== b),
    countries: (feature(topology, topology.objects.countries) as FeatureCollection<Geometry, { name: string }>).features.map((country) => {
      const largest = largestPart(country.geometry);
      return { name: country.properties.name, at: geoCentroid(largest), area: geoArea(largest) };
    }),
  };
  return parts;
}

/** Of a country with islands or distant parts, the largest: its name stands there. */
function largestPart(geometry: Geometry): Polygon {
  const polygons: Polygon[] =
    geometry.type === 'MultiPolygon'
      ? (geometry as MultiPolygon).coordinates.map((coordinates) => ({ type: 'Polygon', coordinates }))
      : [geometry as Polygon];
  return polygons.reduce((largest, polygon) => (geoArea(polygon) > geoArea(largest) ? polygon : largest));
}

/** The outlines around places, as [longitude, latitude], in a frame of that size. */
export function outlines(points: readonly [number, number][], width: number, height: number): Outlines {
  const { land, borders, countries } = read();
  const middle = points.length > 0 ? geoCentroid({ type: 'MultiPoint', coordinates: points.map(([...point]) => point) }) : [20, 30];
  const [lon, lat] = [middle[0] ?? 0, middle[1] ?? 0];
  const reach = Math.max(0, ...points.map((point) => geoDistance(point, [lon, lat])));
  // A part of the world is drawn as an atlas draws it, seen from above its middle; most of the world as a whole.
  const near = points.length > 0 && reach < 1.0;
  const projection = near
    ? geoAzimuthalEqualArea().rotate([-lon, -lat]).clipAngle(100).precision(0.3)
    : geoNaturalEarth1().rotate([-lon, 0]).precision(0.3);
  if (near) fitTo(projection, reach, width, height);
  else projection.fitExtent([[8, 8], [width - 8, height - 8]], { type: 'Sphere' });
  const path = geoPath(projection);
  const pixels = projection.scale() ** 2;
  return {
    projection,
    sphere: path({ type: 'Sphere' }) ?? '',
    graticule: path(geoGraticule10()) ?? '',
    land: path(land) ?? '',
    borders: path(borders) ?? '',
    countries: countries.flatMap(({ name, at, area }) => {
      const point = projection([at[0] ?? 0, at[1] ?? 0]);
      const seen = !near || geoDistance([at[0] ?? 0, at[1] ?? 0], [lon, lat]) < 1.5;
      return point && seen ? [{ name, x: point[0], y: point[1], area: area * pixels }] : [];
    }),
  };
}

/** Scales so that the farthest place stands well within the frame, and what lies around tells the reader where in the world it is. */
function fitTo(projection: GeoProjection, reach: number, width: number, height: number): void {
  const radius = 2 * Math.sin(Math.max(reach * 1.25, 0.09) / 2);
  projection.scale((Math.min(width, height) * 0.42) / radius).translate([width / 2, height / 2]);
}
