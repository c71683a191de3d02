package generator

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"touyan/generator/check/external"
	"touyan/generator/config"
	"touyan/generator/diag"
)

// ask asks the web whether the addresses that the pages lead to still answer. On an
// intranet, and there alone, those within the own network are asked too.
func (k *checking) ask(e *edition) error {
	o := *e.External
	o.Private = o.Private || e.config.Profile == config.Intranet
	o.Agent = cmp.Or(o.Agent, fmt.Sprintf("Mozilla/5.0 (compatible; %s; link check; +%s)", e.Version, e.config.BaseURL))
	var addresses []string
	for _, one := range k.results {
		addresses = append(addresses, one.result.Addresses()...)
	}
	slices.Sort(addresses)
	addresses = slices.Compact(addresses)
	answers, err := external.New(o).Check(e.ctx, addresses, func(done, total int) { e.progress("external", done, total) })
	if errors.Is(err, external.ErrOffline) {
		k.wrong = append(k.wrong, diag.Diagnostic{Severity: diag.Warning, Code: "external-offline"})
		return nil
	}
	if err != nil {
		return err
	}
	k.checker.Asked = true
	for source, one := range k.results {
		file := "content/" + source
		k.whole[file] = append(k.whole[file], k.checker.External(one.result, answers)...)
	}
	return nil
}
