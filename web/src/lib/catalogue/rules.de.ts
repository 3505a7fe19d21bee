// German texts of the rules that are measured today, by rule id. A rule that is missing here is shown
// in the words of the shop's own catalogue.

export interface RuleText {
  readonly title: string;
  readonly reason: string;
  readonly remedy: string;
}

const rule = (title: string, reason: string, remedy: string): RuleText => ({ title, reason, remedy });

export const rulesDe: Readonly<Record<string, RuleText>> = {
  "GEN-01a": rule("Offene oder fehlerhafte Kanten im Netz", "Kein verlässliches Volumen, kein Slicing.", "Netz reparieren oder als STEP exportieren."),
  "GEN-01b": rule("Kein geschlossener Körper", "Ohne Volumen gibt es kein Teil.", "Als geschlossenen Körper neu exportieren."),
  "GEN-02": rule("Größe im Verhältnis zum Bauraum", "Passt nicht in die Maschine.", "Teil aufteilen oder größere Maschine wählen."),
  "GEN-03": rule("Mehrere Körper in der Datei", "Baugruppen brauchen getrennte Positionen.", "In Einzelteile aufteilen."),
  "GEN-04a": rule("Raumdiagonale sehr klein", "Einheiten könnten verwechselt sein.", "Einheit bestätigen."),
  "GEN-04b": rule("Raumdiagonale sehr groß", "Einheiten könnten verwechselt sein.", "Einheit bestätigen."),
  "GEN-05": rule("Facettenfehler auf gekrümmten Flächen", "Facetten werden sichtbar.", "Feiner exportieren: 0,01 mm oder 5°."),
  "GEN-07a": rule("Eingeschlossene Hohlräume", "Material bleibt eingeschlossen.", "Auslassöffnungen vorsehen oder teilen."),
  "GEN-07b": rule("Eingeschlossene Hohlräume", "So nicht spanend herstellbar.", "Teil aufteilen."),
  "GEN-08": rule("Kleinster Winkel einer Außenkante", "Brennt aus, bricht, verletzt.", "Fase von 0,3 mm vorsehen."),
  "FDM-01": rule("Dünnste Wand", "Bahnen fehlen oder füllen nur eine Lücke.", "Auf ein Vielfaches von 0,45 mm verstärken."),
  "FDM-02": rule("Durchmesser eines Stifts oder Zapfens", "Schert ab, staut Wärme.", "Passstift einsetzen oder Fuß verrunden."),
  "FDM-03": rule("Durchmesser einer Bohrung", "Setzt sich beim Drucken zu.", "Nach dem Druck aufbohren."),
  "FDM-04": rule("Überhangwinkel ohne Stützen", "Hängt durch, raue Unterseite.", "Drehen, Fase unter 45° oder Stützen vorsehen."),
  "FDM-05": rule("Freie Brückenlänge", "Hängt durch.", "Stützen oder Bogen vorsehen."),
  "FDM-09": rule("Höhe im Verhältnis zur schmalsten Grundseite", "Wackelt oder löst sich.", "Rand, andere Lage oder teilen."),
  "FDM-10": rule("Auflagefläche auf der Bauplatte", "Löst sich beim Drucken.", "Raft oder Rand vorsehen."),
  "MIL-01a": rule("Dünnste Wand (Metall)", "Rattern und Verzug.", "Verstärken oder Rippe vorsehen."),
  "MIL-01b": rule("Dünnste Wand (Kunststoff)", "Rattern und Verzug.", "Verstärken oder Rippe vorsehen."),
  "MIL-02": rule("Wandhöhe im Verhältnis zur Dicke", "Die Wand weicht dem Werkzeug aus.", "Abstufen oder Rippe vorsehen."),
  "MIL-03a": rule("Bodendicke (Metall)", "Der Boden schwingt wie eine Membran.", "Verstärken."),
  "MIL-03b": rule("Bodendicke (Kunststoff)", "Der Boden schwingt wie eine Membran.", "Verstärken."),
  "MIL-04a": rule("Innenradius im Verhältnis zur Taschentiefe", "Braucht ein langes, dünnes Werkzeug.", "Radius mindestens ein Sechstel der Tiefe."),
  "MIL-04b": rule("Senkrechter Innenradius", "Braucht ein sehr kleines Werkzeug.", "Radius mindestens 1,5 mm und 1,3-facher Werkzeugradius."),
  "MIL-05": rule("Scharfe senkrechte Innenecken", "Ein Fräser ist rund.", "Radius ab 1,5 mm oder Freistich vorsehen."),
  "MIL-06": rule("Taschentiefe im Verhältnis zur Breite", "Spanabfuhr und Reichweite.", "Seite öffnen oder Teil aufteilen."),
  "MIL-07": rule("Tiefe im Verhältnis zum größten passenden Werkzeug", "Das Werkzeug biegt sich mit der dritten Potenz der Länge.", "Spalt verbreitern."),
  "MIL-08": rule("Nutbreite", "Braucht sehr kleine Werkzeuge.", "Nut verbreitern."),
  "MIL-09": rule("Bohrtiefe im Verhältnis zum Durchmesser", "Der Bohrer verläuft, Späne stauen sich.", "Von beiden Seiten bohren oder abstufen."),
  "MIL-10": rule("Durchmesser einer Bohrung", "Der Bohrer bricht.", "Erodieren oder größer bohren."),
  "MIL-11": rule("Grundbohrungen mit flachem Boden", "Braucht einen Schaftfräser.", "Bohrkegel von 118° zulassen."),
  "MIL-12": rule("Winkel zwischen Bohrachse und Oberfläche", "Der Bohrer verläuft beim Anbohren.", "Ansenken."),
  "MIL-13": rule("Wand zwischen Bohrung und Kante", "Bricht aus.", "Bohrung versetzen."),
  "MIL-15b": rule("Flächen, die aus keiner Richtung zu sehen sind", "Kein Werkzeug kommt heran.", "Fünf Achsen, aufteilen oder entfernen."),
  "MIL-17": rule("Zahl der Aufspannungen", "Kostet Zeit und je Aufspannung 0,05 mm Bezug.", "Zusammenfassen oder 3+2 Achsen."),
  "MIL-18": rule("Bodenradius im Verhältnis zum Wandradius", "Größer als der Wandradius geht nicht.", "Bodenradius kleiner als Wandradius wählen."),
  "MIL-21": rule("Freiformanteil der bearbeiteten Fläche", "Kugelfräser brauchen lange.", "Ebene Flächen oder fünf Achsen."),
  "MIL-22": rule("Rohteil im Verhältnis zum Teil", "Kosten und Verzug.", "Endkonturnahes Rohteil oder additive Fertigung."),
  "MIL-23a": rule("Aufspannungen ohne spannbares Flächenpaar", "Braucht eine Vorrichtung.", "Haltestege oder weiche Backen."),
  "MIL-23b": rule("Dünnwandig ohne spannbares Flächenpaar", "Lässt sich nicht halten.", "Haltestege oder anderes Rohteil."),
};
