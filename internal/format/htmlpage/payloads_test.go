package htmlpage_test

// vectors are ways to run x(1) in a careless page, one for each kind of
// carelessness.
func vectors() []string {
	return []string{
		`<script>x(1)</script>`,
		`<script src=data:text/javascript,x(1)></script>`,
		`<SCRIPT/x>x(1)</SCRIPT>`,
		`<scr<script>ipt>x(1)</scr</script>ipt>`,
		`<img src=x onerror=x(1)>`,
		`<img/src=x/onerror=x(1)//`,
		"<img src=`x` onerror=x(1)>",
		`<svg onload=x(1)>`,
		`<svg/onload=x(1)>`,
		`<svg><script>x(1)</script></svg>`,
		`<svg><animate onbegin=x(1) attributeName=x dur=1s>`,
		`<svg><a xlink:href="javascript:x(1)"><text y=20>t</text></a></svg>`,
		`<svg><use href="data:image/svg+xml,<svg id=a onload=x(1)>#a"></use></svg>`,
		`<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=x(1)&gt;">`,
		`<body onload=x(1)>`,
		`<body onpageshow=x(1)>`,
		`<iframe srcdoc="<script>parent.x(1)</script>"></iframe>`,
		`<iframe src="javascript:parent.x(1)"></iframe>`,
		`<iframe onload=x(1)></iframe>`,
		`<object data="javascript:x(1)"></object>`,
		`<embed src="javascript:x(1)">`,
		`<details open ontoggle=x(1)>`,
		`<video><source onerror=x(1)></video>`,
		`<video src=x onerror=x(1)></video>`,
		`<audio src=x onerror=x(1)></audio>`,
		`<input autofocus onfocus=x(1)>`,
		`<select autofocus onfocus=x(1)>`,
		`<textarea autofocus onfocus=x(1)>`,
		`<marquee onstart=x(1)>m</marquee>`,
		`<style>@import"data:text/css,*{color:red}";</style><style onload=x(1)></style>`,
		`<link rel=stylesheet href=data:text/css, onload=x(1)>`,
		`<a href="javascript:x(1)" autofocus onfocus=x(1)>a</a>`,
		`<form><button formaction="javascript:x(1)" autofocus onfocus=x(1)>b</button></form>`,
		`<div onmouseover=x(1)>over</div>`,
		`<p style="animation:a 1s" onanimationstart=x(1)>p</p><style>@keyframes a{}</style>`,
		`<base href="javascript:/x(1)//">`,
		`<meta http-equiv=refresh content="0;url=javascript:x(1)">`,
		`<template><script>x(1)</script></template><img src onerror=x(1)>`,
		`<noscript><p title="</noscript><img src=x onerror=x(1)>">`,
		`<xmp><p title="</xmp><img src=x onerror=x(1)>">`,
		`<!--><img src=x onerror=x(1)>-->`,
		`<!--<script>x(1)//`,
		`<![CDATA[<script>x(1)</script>]]>`,
		`<?xml version="1.0"?><script>x(1)</script>`,
		`<keygen autofocus onfocus=x(1)>`,
		`<dialog open oncancel=x(1)><img src=q onerror=x(1)></dialog>`,
		`<b id=location name=cookie>c</b><img name=x src=q onerror=x(1)>`,
		`&lt;script&gt;x(1)&lt;/script&gt;`,
		`&#60;img src=x onerror=x(1)&#62;`,
		`\u003cimg src=x onerror=x(1)\u003e`,
		`[a](javascript:x(1))`,
		`[a](javascript&colon;x(1))`,
		`[a](JAVASCRIPT&#58;x(1))`,
		`[a](java&Tab;script:x(1))`,
		`[a](data:text/html,<script>x(1)</script>)`,
		`![a](x"onerror="x(1))`,
		`[a](http://b.invalid "onmouseover=x(1)")`,
		`<javascript:x(1)>`,
		`[r]: javascript:x(1)`,
		"```<script>x(1)</script>",
		"`<img src=x onerror=x(1)>`",
		`javascript:x(1)`,
		`{{.}}{{template "x"}}<img src=x onerror=x(1)>`,
		`${x(1)}`,
		`expression(x(1))`,
		`red;background:url(javascript:x(1))`,
		"\u2028x(1)\u2029//",
		"<img src=x one\u0000rror=x(1)><img src=x onerror=x(1)>",
		"\u202e<img src=x onerror=x(1)>",
	}
}

// escapes are ways out of where a careless page puts a value.
func escapes() []string {
	return []string{``, `"><`, `'>`, `--></title></style></script></textarea>`, `x" onmouseover="x(1)" autofocus onfocus="x(1)" y="`}
}

// payloads are the vectors behind the ways out.
func payloads() []string {
	var out []string
	for i, v := range vectors() {
		out = append(out, v)
		// Each vector behind two of the ways out, all of them in turn.
		for j := 1; j <= 2; j++ {
			out = append(out, escapes()[1+(2*i+j)%(len(escapes())-1)]+v)
		}
	}
	return out
}
